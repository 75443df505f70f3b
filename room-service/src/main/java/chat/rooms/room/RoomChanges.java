package chat.rooms.room;

import static chat.wire.ProblemType.GONE;
import static chat.wire.ProblemType.ROOM_NOT_FOUND;

import chat.kit.event.Outbox;
import chat.kit.problem.Problem;
import chat.wire.RoomId;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** The one way to change a room: one transaction, behind the room's row lock. */
@Component
public class RoomChanges {
  private final TransactionalOperator transaction;
  private final Rooms rooms;
  private final Members members;
  private final People people;
  private final Outbox outbox;

  RoomChanges(
      TransactionalOperator transaction,
      Rooms rooms,
      Members members,
      People people,
      Outbox outbox) {
    this.transaction = transaction;
    this.rooms = rooms;
    this.members = members;
    this.people = people;
    this.outbox = outbox;
  }

  /**
   * Changes a room for somebody. They are made known before the transaction, because two that meet
   * the same people in another order would wait for each other.
   */
  public <T> Mono<T> in(RoomId id, Actor actor, BiFunction<LockedRoom, Actor, Mono<T>> change) {
    return people.meet(actor).flatMap(known -> in(id, room -> change.apply(room, known)));
  }

  /** Changes a room that is there. */
  public <T> Mono<T> in(RoomId id, Function<LockedRoom, Mono<T>> change) {
    return rooms
        .lock(id)
        .switchIfEmpty(Mono.error(() -> notFound(id)))
        .filter(room -> !room.deleted())
        .switchIfEmpty(Mono.error(RoomChanges::closed))
        .map(this::locked)
        .flatMap(change)
        .as(transaction::transactional);
  }

  /** Changes a room unless it was closed in the meantime. */
  public <T> Mono<T> ifOpen(RoomId id, Function<LockedRoom, Mono<T>> change) {
    return rooms
        .lock(id)
        .filter(room -> !room.deleted())
        .map(this::locked)
        .flatMap(change)
        .as(transaction::transactional);
  }

  /** Makes something of a room that is about to exist. */
  public <T> Mono<T> create(Function<NewRoom, Mono<T>> creation) {
    return creation.apply(new NewRoom(rooms, this::locked)).as(transaction::transactional);
  }

  private LockedRoom locked(Room room) {
    return new LockedRoom(room, rooms, members, outbox);
  }

  static Problem closed() {
    return Problem.of(GONE, "This room has been closed.");
  }

  /** What strangers are told, whether there is such a room or not. */
  public static Problem notFound(RoomId id) {
    return Problem.of(ROOM_NOT_FOUND, "No room that you can see has the id " + id + ".");
  }
}
