package chat.messages.live;

import chat.kit.Trouble;
import chat.messages.dialect.Dialect;
import chat.messages.stream.RoomFrames;
import chat.wire.RoomId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The rooms that sockets of this node have open. It listens, at most once, to the channels of these
 * and of no others; what is lost there is found by the heads.
 */
@Component
class LiveRooms {
  private static final Logger log = LoggerFactory.getLogger(LiveRooms.class);
  private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

  /** A room opens without Redis too, and then hears of everything by the heads. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Trouble trouble = new Trouble(log, "Comparing the heads of the open rooms");
  private final LiveChannels channels;
  private final RoomFrames store;
  private final Heads heads;
  private final LiveSettings settings;
  private final Map<RoomId, Open> open = new ConcurrentHashMap<>();

  /**
   * @param ready comes when the room listens, or has waited long enough for that
   */
  private record Open(LiveRoom room, Mono<LiveRoom> ready) {
    Open with(LiveSocket socket, Dialect dialect) {
      room.enter(socket, dialect);
      return this;
    }
  }

  LiveRooms(LiveChannels channels, RoomFrames store, Heads heads, LiveSettings settings) {
    this.channels = channels;
    this.store = store;
    this.heads = heads;
    this.settings = settings;
  }

  /** The room with the socket in it, which is told nothing before it is opened there. */
  Mono<LiveRoom> enter(RoomId id, LiveSocket socket, Dialect dialect) {
    return open.compute(
            id, (same, known) -> (known == null ? begin(id) : known).with(socket, dialect))
        .ready();
  }

  void leave(RoomId id, LiveSocket socket) {
    open.computeIfPresent(id, (same, known) -> known.room().leave(socket) ? end(known) : known);
  }

  private Open begin(RoomId id) {
    Disposable.Swap listening = Disposables.swap();
    LiveRoom room = new LiveRoom(id, store, settings.page(), listening);
    Sinks.Empty<Void> heard = Sinks.empty();
    listening.update(Background.run(listen(room, heard)));
    Mono<LiveRoom> ready =
        heard
            .asMono()
            .timeout(PATIENCE, Mono.empty())
            .then(Mono.defer(() -> heads.of(id)))
            .doOnNext(room::reaches)
            .thenReturn(room);
    return new Open(room, ready.cache(same -> FOR_EVER, error -> Duration.ZERO, () -> FOR_EVER));
  }

  private static @Nullable Open end(Open last) {
    last.room().stopListening();
    return null;
  }

  private Flux<?> listen(LiveRoom room, Sinks.Empty<Void> heard) {
    return channels
        .room(room.id(), heard::tryEmitEmpty)
        .doOnNext(message -> tell(room, message.text()));
  }

  Collection<RoomId> ids() {
    return open.keySet();
  }

  /** The sockets of this node that have the room open. */
  Collection<LiveSocket> sockets(RoomId id) {
    Open known = open.get(id);
    return known == null ? List.of() : known.room().sockets();
  }

  private static void tell(LiveRoom room, String message) {
    try {
      room.heard(Told.parse(message));
    } catch (RuntimeException e) {
      log.warn("Something else is on the channel of room {}: {}", room.id(), e.toString());
    }
  }

  /** Finds what was lost, for as long as it is subscribed to. */
  Flux<?> compared() {
    return Flux.interval(settings.heads())
        .onBackpressureDrop()
        .concatMap(tick -> compare().doOnError(trouble::met).onErrorComplete());
  }

  private Mono<Void> compare() {
    return open.isEmpty()
        ? Mono.empty()
        : heads.of(open.keySet()).doOnNext(this::compare).doOnSuccess(any -> trouble.over()).then();
  }

  private void compare(Map<RoomId, Long> now) {
    now.forEach(
        (id, head) -> {
          Open known = open.get(id);
          if (known != null) {
            known.room().reaches(head);
          }
        });
  }
}
