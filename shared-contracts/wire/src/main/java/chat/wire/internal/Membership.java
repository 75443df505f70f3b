package chat.wire.internal;

import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.UserRef;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What room-service says of one user in one room: the answer to {@code GET
 * /internal/rooms/{room}/members/{user}}.
 *
 * @param version the room's version that this answer shows
 * @param role absent when the user is not a member
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Membership(
    RoomId room,
    long version,
    RoomDetails details,
    boolean archived,
    UserRef user,
    @Nullable Role role,
    @Nullable Instant mutedUntil) {}
