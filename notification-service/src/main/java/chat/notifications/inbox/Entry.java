package chat.notifications.inbox;

import chat.wire.MessageId;
import chat.wire.NotificationId;
import chat.wire.NotificationKind;
import chat.wire.RoomId;
import chat.wire.UserRef;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody was told.
 *
 * @param roomName absent while the room is not known
 * @param message absent for what is not about a message
 * @param readAt absent while it is unread
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Entry(
    @Schema(example = "0197a1b2-0000-7000-8000-000000000001") NotificationId id,
    @Schema(example = "mention") NotificationKind kind,
    RoomId room,
    @Schema(example = "Engineering") @Nullable String roomName,
    @Nullable MessageId message,
    UserRef by,
    @Schema(example = "Good morning, @ada") String excerpt,
    @Schema(example = "2026-01-01T12:00:00Z") Instant at,
    @Nullable Instant readAt) {}
