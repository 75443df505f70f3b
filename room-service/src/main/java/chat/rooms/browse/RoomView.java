package chat.rooms.browse;

import chat.rooms.room.Room;
import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A room as one user sees it.
 *
 * @param role what this user is in the room; absent when they are not in it
 * @param code what opens the room for others; absent for those who may not see it
 * @param closesWhenEmptyFor how long an ad-hoc room is kept when everybody has left
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoomView(
    RoomId id,
    @Schema(description = "Counts the room's changes; also its ETag", example = "7") long version,
    @JsonUnwrapped RoomDetails details,
    @Schema(description = "How many members it has", example = "3") int members,
    boolean archived,
    Instant createdAt,
    Instant activeAt,
    @Nullable Role role,
    @Nullable Instant mutedUntil,
    @Nullable @Schema(example = "GARD3N47") String code,
    @Nullable @Schema(type = "string", example = "PT15M") Duration closesWhenEmptyFor) {

  static RoomView outside(Room room) {
    return new RoomView(
        room.id(),
        room.version(),
        room.details(),
        room.members(),
        room.archived(),
        room.createdAt(),
        room.activeAt(),
        null,
        null,
        null,
        null);
  }
}
