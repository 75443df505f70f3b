package chat.messages.write;

import chat.wire.Message;
import chat.wire.UserId;
import java.util.List;

/**
 * Whom a text calls.
 *
 * @param room whether that is everybody
 */
public record Called(List<UserId> users, boolean room) {
  public static Called by(Message message) {
    return new Called(message.mentions(), message.mentionsRoom());
  }

  List<UserId> without(Called others) {
    return users.stream().filter(user -> !others.users.contains(user)).toList();
  }
}
