package chat.messages.live;

import chat.kit.problem.Problem;
import chat.messages.history.History;
import chat.messages.stream.RoomFrames;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.frame.ServerFrame;
import com.fasterxml.jackson.annotation.JsonInclude;
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

  Opening(LiveRooms rooms, History history, Heads heads, RoomFrames store, LiveSettings settings) {
    this.rooms = rooms;
    this.history = history;
    this.heads = heads;
    this.store = store;
    this.settings = settings;
  }

  /** One event of a room's stream, named as the sockets are told of it. */
  record Event(String event, ServerFrame data) {
    static Event of(ServerFrame frame) {
      return new Event(frame.type(), frame);
    }
  }

  /**
   * A room at a position.
   *
   * @param head the seq of the last event below; what comes later is told live
   * @param complete whether the events begin right after what the client has seen; if not, it
   *     forgets that, begins with these and asks the history for earlier ones
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record State(
      RoomId room, @Nullable String code, long head, boolean complete, List<Event> events) {}

  /** The answer is given before anything is told live. */
  Mono<Void> open(
      LiveSocket socket,
      RoomId id,
      @Nullable String code,
      @Nullable Long since,
      Consumer<State> answer) {
    return Mono.fromRunnable(() -> checkRoomFor(socket, id))
        .then(Mono.defer(() -> history.beginning(id, socket.caller().id())))
        .flatMap(beginning -> seated(socket, id, code, beginning, since, answer));
  }

  private static void checkRoomFor(LiveSocket socket, RoomId id) {
    if (!socket.hasRoomFor(id)) {
      throw Problem.of(ProblemType.TOO_MANY_REQUESTS, "Too many rooms are open on this socket.");
    }
  }

  private Mono<Void> seated(
      LiveSocket socket,
      RoomId id,
      @Nullable String code,
      long beginning,
      @Nullable Long since,
      Consumer<State> answer) {
    return Mono.defer(() -> rooms.enter(id, socket))
        .doOnNext(socket::entered)
        .flatMap(
            room ->
                read(id, code, beginning, since)
                    .doOnNext(
                        state -> room.opened(socket, state.head(), () -> answer.accept(state))))
        .doOnError(error -> socket.leave(id))
        .then();
  }

  /** Only reads. */
  Mono<State> state(LiveSocket socket, RoomId id, long since) {
    return history
        .beginning(id, socket.caller().id())
        .flatMap(beginning -> read(id, null, beginning, since));
  }

  private Mono<State> read(RoomId id, @Nullable String code, long beginning, @Nullable Long since) {
    return heads.of(id).flatMap(head -> read(id, code, head, beginning, since));
  }

  private Mono<State> read(
      RoomId id, @Nullable String code, long head, long beginning, @Nullable Long since) {
    boolean complete = since != null && since <= head && head - since <= settings.page();
    long after = since != null && complete ? since : Math.max(0, head - NEWEST);
    long from = Math.min(head, Math.max(after, beginning));
    return store
        .after(id, from, settings.page())
        .map(piece -> state(id, code, from, complete, piece));
  }

  private static State state(
      RoomId id, @Nullable String code, long from, boolean complete, RoomFrames.Piece piece) {
    List<ServerFrame.Durable> frames = piece.frames();
    long position = frames.isEmpty() ? from : frames.getLast().seq();
    // what has been forgotten since cannot be told
    boolean unbroken = frames.isEmpty() || frames.getFirst().seq() == from + 1;
    return new State(
        id, code, position, complete && unbroken, frames.stream().map(Event::of).toList());
  }
}
