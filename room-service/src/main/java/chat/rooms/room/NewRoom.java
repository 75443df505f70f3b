package chat.rooms.room;

import static chat.wire.ProblemType.CONFLICT;

import chat.kit.Ids;
import chat.kit.problem.Problem;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserRef;
import chat.wire.event.RoomEvent;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A room in the transaction that brings it into being. */
public final class NewRoom {
  private final Rooms rooms;
  private final Function<Room, LockedRoom> lock;

  NewRoom(Rooms rooms, Function<Room, LockedRoom> lock) {
    this.rooms = rooms;
    this.lock = lock;
  }

  /** Writes a room with an id of its own. */
  public Mono<LockedRoom> write(RoomDetails details, UserRef by) {
    return write(new RoomId(Ids.next()), details, null, by)
        .switchIfEmpty(Mono.error(() -> Problem.of(CONFLICT, "There is such a room already.")));
  }

  /** Writes the room of two people; empty when they have one. */
  public Mono<LockedRoom> write(RoomDetails details, UserRef by, UserId other) {
    return write(new RoomId(Ids.next()), details, pair(by.id(), other), by);
  }

  /** The room of two people; empty when they have none. */
  public Mono<RoomId> find(UserId one, UserId other) {
    return rooms.findPair(pair(one, other));
  }

  private Mono<LockedRoom> write(
      RoomId id, RoomDetails details, @Nullable String pair, UserRef by) {
    return rooms
        .insert(id, details, pair)
        .filter(written -> written)
        .flatMap(written -> rooms.lock(id))
        .map(lock)
        .delayUntil(
            room -> room.record(version -> new RoomEvent.Created(id, version, details, by)));
  }

  private static String pair(UserId one, UserId other) {
    String first = one.toString();
    String second = other.toString();
    return first.compareTo(second) < 0 ? first + ":" + second : second + ":" + first;
  }
}
