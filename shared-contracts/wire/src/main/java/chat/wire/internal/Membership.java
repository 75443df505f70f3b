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
 * @param user without a name when room-service has never heard of the user
 * @param role absent when the user is not a member; everybody who is not banned is a member of the
 *     global room
 * @param joinedAt absent when the user is not a member, and for those who are in the global room
 *     without ever having been mentioned in it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Membership(
    RoomId room,
    long version,
    RoomDetails details,
    boolean archived,
    UserRef user,
    @Nullable Role role,
    @Nullable Instant mutedUntil,
    @Nullable Instant joinedAt) {

  /** A membership whose beginning nobody asks for. */
  public Membership(
      RoomId room,
      long version,
      RoomDetails details,
      boolean archived,
      UserRef user,
      @Nullable Role role,
      @Nullable Instant mutedUntil) {
    this(room, version, details, archived, user, role, mutedUntil, null);
  }
}
