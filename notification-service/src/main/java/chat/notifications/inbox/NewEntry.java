package chat.notifications.inbox;

import chat.wire.MessageId;
import chat.wire.NotificationKind;
import chat.wire.RoomId;
import chat.wire.UserRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is put into somebody's inbox.
 *
 * @param message the message it is about
 * @param roomVersion for what is not about a message: the change of the room it is about
 */
public record NewEntry(
    NotificationKind kind,
    RoomId room,
    @Nullable MessageId message,
    @Nullable Long roomVersion,
    UserRef by,
    String excerpt,
    Instant at) {}
