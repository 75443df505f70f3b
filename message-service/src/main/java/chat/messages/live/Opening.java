package chat.messages.live;

import chat.kit.problem.Problem;
import chat.messages.batch.Few;
import chat.messages.dialect.Dialect;
import chat.messages.history.History;
import chat.messages.stream.RoomFrames;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.frame.Result;
import chat.wire.frame.ServerFrame;
import chat.wire.internal.OpenedRoom;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Opens rooms at a position: the socket takes its seat first, then the store is read, and what
 * happens in between waits at the seat. So nothing falls between what is read and what is told.
 */
@Component
class Opening {
  /** What somebody sees who has seen nothing, or too little to be told all the rest. */
  private static final int NEWEST = 50;

  private final LiveRooms rooms;
  private final History history;
  private final Heads heads;
  private final RoomFrames store;
  private final LiveSettings settings;
  private final Few few;

  Opening(LiveRooms rooms, History history, Heads heads, RoomFrames store, LiveSettings settings) {
    this.rooms = rooms;
    this.history = history;
    this.heads = heads;
    this.store = store;
    this.settings = settings;
    this.few = new Few(settings.openings(), settings.queue());
  }

  /**
   * What is to be opened.
   *
   * @param since the last seq that the client has seen
   * @param dialect in which it is told of what happens there
   */
  record Wanted(Result.Room room, @Nullable Long since, Dialect dialect) {
    static Wanted byId(RoomId room, @Nullable Long since, Dialect dialect) {
      return new Wanted(new Result.Room(room, null, null), since, dialect);
    }

    static Wanted byCode(OpenedRoom room, @Nullable Long since, Dialect dialect) {
      Result.Room shown = new Result.Room(room.room(), room.code(), room.createdAt());
      return new Wanted(shown, since, dialect);
    }

    RoomId id() {
      return room.id();
    }
  }

  /** The answer is given before anything is told live. */
  Mono<Void> open(LiveSocket socket, Wanted wanted, Consumer<Result.Opened> answer) {
    return Mono.fromRunnable(() -> checkRoomFor(socket, wanted.id()))
        .then(Mono.defer(() -> beginning(socket, wanted.id())))
        .flatMap(beginning -> seated(socket, wanted, beginning, answer));
  }

  private Mono<Long> beginning(LiveSocket socket, RoomId id) {
    return history.beginning(id, socket.caller().id());
  }

  private static void checkRoomFor(LiveSocket socket, RoomId id) {
    if (!socket.hasRoomFor(id)) {
      throw Problem.of(ProblemType.TOO_MANY_REQUESTS, "Too many rooms are open on this socket.");
    }
  }

  private Mono<Void> seated(
      LiveSocket socket, Wanted wanted, long beginning, Consumer<Result.Opened> answer) {
    return Mono.defer(() -> rooms.enter(wanted.id(), socket, wanted.dialect()))
        .doOnNext(socket::entered)
        .flatMap(
            room ->
                few.inTurn(read(wanted.id(), beginning, wanted.since()))
                    .doOnNext(
                        piece ->
                            room.opened(
                                socket, piece.head(), () -> answer.accept(of(wanted, piece)))))
        .doOnError(error -> socket.leave(wanted.id()))
        .then();
  }

  private static Result.Opened of(Wanted wanted, Result.Piece piece) {
    return new Result.Opened(wanted.room(), piece.head(), piece.complete(), piece.events());
  }

  /** Only reads. */
  Mono<Result.Piece> piece(LiveSocket socket, RoomId id, long since) {
    return beginning(socket, id).flatMap(beginning -> read(id, beginning, since));
  }

  private Mono<Result.Piece> read(RoomId id, long beginning, @Nullable Long since) {
    return heads.of(id).flatMap(head -> read(id, head, beginning, since));
  }

  private Mono<Result.Piece> read(RoomId id, long head, long beginning, @Nullable Long since) {
    boolean complete = since != null && since <= head && head - since <= settings.page();
    long after = since != null && complete ? since : Math.max(0, head - NEWEST);
    long from = Math.min(head, Math.max(after, beginning));
    return store.after(id, from, settings.page()).map(piece -> piece(id, from, complete, piece));
  }

  private static Result.Piece piece(
      RoomId id, long from, boolean complete, RoomFrames.Piece piece) {
    List<ServerFrame.Durable> frames = piece.frames();
    long position = frames.isEmpty() ? from : frames.getLast().seq();
    // what has been forgotten since cannot be told
    boolean unbroken = frames.isEmpty() || frames.getFirst().seq() == from + 1;
    return new Result.Piece(
        id, position, complete && unbroken, frames.stream().map(Result.Event::of).toList());
  }
}
