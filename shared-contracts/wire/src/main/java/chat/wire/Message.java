package chat.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was sent.
 *
 * @param seq its place in the room's stream
 * @param clientId the id the sender's client gave it: the same id again is the same message
 * @param mentions the users named in the text, resolved by the server
 * @param mentionsRoom whether it addresses everybody in the room
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
    List<Attachment> attachments) {}
