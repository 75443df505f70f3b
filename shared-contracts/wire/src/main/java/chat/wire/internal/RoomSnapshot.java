package chat.wire.internal;

import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.UserRef;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A room and its members, all as they were at one version: a projection takes it over unless it
 * already knows a later version.
 *
 * @param deleted the room is gone and has no members; its version still counts
 */
public record RoomSnapshot(
    RoomId room,
    long version,
    RoomDetails details,
    boolean archived,
    boolean deleted,
    List<Member> members) {

  /** Somebody who is in the room. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Member(UserRef user, Role role, @Nullable Instant mutedUntil, Instant joinedAt) {}
}
