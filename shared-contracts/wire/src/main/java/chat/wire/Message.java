package chat.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message: as it was sent, or as it is now.
 *
 * @param seq its place in the room's stream
 * @param clientId the id the sender's client gave it: the same id again is the same message
 * @param mentions the users named in the text, resolved by the server
 * @param mentionsRoom whether it addresses everybody in the room
 * @param changes absent while nothing has become of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Message(
    MessageId id,
    RoomId room,
    long seq,
    String clientId,
    UserRef sender,
    String text,
    Instant sentAt,
    @Nullable MessageId replyTo,
    @Nullable MessageId thread,
    List<UserId> mentions,
    boolean mentionsRoom,
    List<Attachment> attachments,
    @Nullable MessageChanges changes) {

  /** A message as it was sent. */
  public Message(
      MessageId id,
      RoomId room,
      long seq,
      String clientId,
      UserRef sender,
      String text,
      Instant sentAt,
      @Nullable MessageId replyTo,
      @Nullable MessageId thread,
      List<UserId> mentions,
      boolean mentionsRoom,
      List<Attachment> attachments) {
    this(
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
        attachments,
        null);
  }
}
