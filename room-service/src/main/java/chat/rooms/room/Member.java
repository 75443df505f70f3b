package chat.rooms.room;

import chat.wire.Role;
import chat.wire.UserRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a room.
 *
 * @param version the version of the room that last changed this member
 */
public record Member(
    UserRef user, Role role, long version, Instant joinedAt, @Nullable Instant mutedUntil) {}
