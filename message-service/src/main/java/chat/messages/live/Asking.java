package chat.messages.live;

import static chat.messages.live.Given.invalid;
import static chat.messages.live.Given.required;

import chat.kit.live.LiveFrames;
import chat.kit.problem.Problem;
import chat.messages.history.History;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.frame.ClientFrame;
import chat.wire.frame.Position;
import chat.wire.frame.Result;
import chat.wire.frame.ServerFrame;
import chat.wire.names.Channels;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What sockets read, and tell each other, without a change of any room. */
@Component
class Asking {
  private static final int MOST_SYNCED = 50;

  private final Opening opening;
  private final History history;
  private final LiveFrames live;
  private final LiveSettings settings;

  Asking(Opening opening, History history, LiveFrames live, LiveSettings settings) {
    this.opening = opening;
    this.history = history;
    this.live = live;
    this.settings = settings;
  }

  /** At most once, and to those only who have the room open. */
  Mono<Result.Nothing> typing(LiveSocket socket, RoomId room, boolean typing) {
    if (socket.in(room) == null) {
      return Mono.error(Problem.of(ProblemType.FORBIDDEN, "Open the room first."));
    }
    return live.publish(
            Channels.room(room), new ServerFrame.ChatTyping(room, socket.user(), typing))
        .onErrorComplete()
        .thenReturn(new Result.Nothing());
  }

  Mono<Result.History> history(LiveSocket socket, ClientFrame.ChatHistory wish) {
    int limit = wish.limit() == null ? settings.page() / 4 : wish.limit();
    if (limit < 1 || limit > settings.page()) {
      return Mono.error(invalid("limit", "must be 1 to %d".formatted(settings.page())));
    }
    return history
        .page(
            required(wish.room(), "room"), socket.caller().id(), wish.after(), wish.before(), limit)
        .map(page -> new Result.History(page.room(), page.head(), page.messages()));
  }

  Mono<Result.Synced> sync(LiveSocket socket, List<Position> positions) {
    return positions.size() > MOST_SYNCED
        ? Mono.error(invalid("rooms", "must be %d at most".formatted(MOST_SYNCED)))
        : Flux.fromIterable(positions)
            .concatMap(p -> opening.piece(socket, required(p.room(), "rooms[].room"), p.seq()))
            .collectList()
            .map(Result.Synced::new);
  }
}
