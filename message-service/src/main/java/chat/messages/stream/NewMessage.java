package chat.messages.stream;

import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message that has no place in its room yet. */
public record NewMessage(
    MessageId id,
    RoomId room,
    String clientId,
    UserRef sender,
    String text,
    Instant sentAt,
    @Nullable MessageId replyTo,
    List<UserId> mentions,
    boolean mentionsRoom) {

  public Message numbered(long seq) {
    return new Message(
        id,
        room,
        seq,
        clientId,
        sender,
        text,
        sentAt,
        replyTo,
        null,
        mentions,
        mentionsRoom,
        List.of());
  }
}
