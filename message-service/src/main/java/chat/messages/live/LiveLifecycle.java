package chat.messages.live;

import chat.kit.security.RevokedSessions;
import chat.messages.engine.CloseReason;
import chat.messages.engine.Sessions;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Follows what concerns all sockets, and sends them elsewhere before the node stops. */
@Component
class LiveLifecycle implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(LiveLifecycle.class);

  /** Where there are few. */
  private static final Duration BETWEEN_FAREWELLS = Duration.ofMillis(10);

  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration GOING = Duration.ofSeconds(2);
  private static final Duration LAST_REPORT = Duration.ofSeconds(1);

  private final LiveSockets sockets;
  private final LiveRooms rooms;
  private final People people;
  private final Digests digests;
  private final Connections connections;
  private final Sessions sessions;
  private final RevokedSessions revoked;
  private final LiveSettings settings;
  private Disposable followed = Disposables.disposed();

  LiveLifecycle(
      LiveSockets sockets,
      LiveRooms rooms,
      People people,
      Digests digests,
      Connections connections,
      Sessions sessions,
      RevokedSessions revoked,
      LiveSettings settings) {
    this.sockets = sockets;
    this.rooms = rooms;
    this.people = people;
    this.digests = digests;
    this.connections = connections;
    this.sessions = sessions;
    this.revoked = revoked;
    this.settings = settings;
  }

  @Override
  public void start() {
    sessions.begin();
    followed =
        Disposables.composite(
            Background.run(revoked.live().doOnNext(sockets::revoked)),
            Background.run(rooms.compared()),
            Background.run(people.told()),
            Background.run(digests.told()),
            Background.run(connections.reported()));
  }

  @Override
  public void stop() {
    throw new UnsupportedOperationException("Stops with a callback");
  }

  @Override
  public void stop(Runnable done) {
    sessions.end();
    Background.run(
        farewells()
            .then(Mono.defer(this::allGone))
            .then(Mono.defer(this::reportThatNobodyIsHere))
            .doFinally(end -> done.run()),
        reported -> {},
        error ->
            log.warn("That nobody is here any more could not be reported: {}", error.toString()));
  }

  /** One by one, so that those who come back elsewhere are no storm there. */
  private Mono<Void> farewells() {
    List<LiveSocket> leaving = List.copyOf(sockets.open());
    if (!leaving.isEmpty()) {
      log.info("Sending {} sockets elsewhere", leaving.size());
    }
    Duration pace = settings.farewell().dividedBy(Math.max(1, leaving.size()));
    return Flux.fromIterable(leaving)
        .delayElements(pace.compareTo(BETWEEN_FAREWELLS) < 0 ? pace : BETWEEN_FAREWELLS)
        .doOnNext(LiveSocket::sendAway)
        .then();
  }

  /** Those, too, who came at the last moment or are not known yet. */
  private Mono<Void> allGone() {
    sessions.all().forEach(session -> session.close(CloseReason.GOING_AWAY, "the node stops"));
    return Flux.interval(LOOK).takeUntil(tick -> sessions.all().isEmpty()).take(GOING).then();
  }

  private Mono<Void> reportThatNobodyIsHere() {
    followed.dispose();
    return connections.gone().timeout(LAST_REPORT);
  }

  /** Together with the web server, which takes no new connections then and waits for those. */
  @Override
  public int getPhase() {
    return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
  }

  @Override
  public boolean isRunning() {
    return !followed.isDisposed();
  }
}
