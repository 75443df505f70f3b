package chat.messages.stream;

import chat.wire.Attachment;
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
    @Nullable MessageId thread,
    List<UserId> mentions,
    boolean mentionsRoom,
    List<Attachment> attachments) {

  /** A message that is nothing but its text. */
  public NewMessage(
      MessageId id,
      RoomId room,
      String clientId,
      UserRef sender,
      String text,
      Instant sentAt,
      @Nullable MessageId replyTo,
      List<UserId> mentions,
      boolean mentionsRoom) {
    this(
        id, room, clientId, sender, text, sentAt, replyTo, null, mentions, mentionsRoom, List.of());
  }

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
        thread,
        mentions,
        mentionsRoom,
        attachments);
  }
}
