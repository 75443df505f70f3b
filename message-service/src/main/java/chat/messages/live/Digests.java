package chat.messages.live;

import chat.messages.dialect.Dialect;
import chat.wire.frame.Position;
import chat.wire.frame.ServerFrame;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * Tells every client from time to time how far its rooms go: it comes after all that was told
 * before, so whoever has seen less has missed something.
 */
@Component
class Digests {
  /** Not all sockets at the same moment. */
  private static final int TURNS = 16;

  private final LiveSockets sockets;
  private final LiveSettings settings;

  Digests(LiveSockets sockets, LiveSettings settings) {
    this.sockets = sockets;
    this.settings = settings;
  }

  /** For as long as it is subscribed to. */
  Flux<?> told() {
    return Flux.interval(settings.digest().dividedBy(TURNS))
        .onBackpressureDrop()
        .doOnNext(tick -> tell((int) (tick % TURNS)));
  }

  /** Those with the same rooms hear the same. */
  private void tell(int turn) {
    Map<List<Position>, Told> digests = new HashMap<>();
    sockets.open().stream()
        .filter(socket -> Math.floorMod(socket.id().hashCode(), TURNS) == turn)
        .forEach(
            socket -> {
              List<Position> heads = heads(socket);
              if (!heads.isEmpty()) {
                Told digest =
                    digests.computeIfAbsent(heads, h -> Told.of(new ServerFrame.RoomHeads(h)));
                socket.offerOrReplace(digest, Dialect.OWN);
              }
            });
  }

  private static List<Position> heads(LiveSocket socket) {
    return socket.rooms().stream()
        .map(room -> new Position(room.id(), room.head()))
        .filter(position -> position.seq() >= 0)
        .sorted(Comparator.comparing(position -> position.room().value()))
        .toList();
  }
}
