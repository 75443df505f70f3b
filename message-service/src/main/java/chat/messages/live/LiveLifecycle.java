package chat.messages.live;

import chat.kit.security.RevokedSessions;
import chat.messages.engine.CloseReason;
import chat.messages.engine.Sessions;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** Follows what concerns all sockets, and sends them elsewhere before the node stops. */
@Component
class LiveLifecycle implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(LiveLifecycle.class);
  private static final Duration LAST_REPORT = Duration.ofSeconds(1);

  private final LiveSockets sockets;
  private final LiveRooms rooms;
  private final People people;
  private final Digests digests;
  private final Connections connections;
  private final Sessions sessions;
  private final RevokedSessions revoked;
  private Disposable followed = Disposables.disposed();

  LiveLifecycle(
      LiveSockets sockets,
      LiveRooms rooms,
      People people,
      Digests digests,
      Connections connections,
      Sessions sessions,
      RevokedSessions revoked) {
    this.sockets = sockets;
    this.rooms = rooms;
    this.people = people;
    this.digests = digests;
    this.connections = connections;
    this.sessions = sessions;
    this.revoked = revoked;
  }

  @Override
  public void start() {
    followed =
        Disposables.composite(
            Background.run(revoked.live().doOnNext(sockets::revoked)),
            Background.run(rooms.compared()),
            Background.run(people.told()),
            Background.run(digests.told()),
            Background.run(connections.reported()));
  }

  /** Ahead of everything else: requests are still answered while the sockets go. */
  @Override
  public void stop() {
    sockets.sendAway();
    sessions.all().forEach(session -> session.close(CloseReason.GOING_AWAY, "the node stops"));
    followed.dispose();
  }

  @Override
  public void stop(Runnable done) {
    stop();
    Background.run(
        connections.gone().timeout(LAST_REPORT).doFinally(end -> done.run()),
        reported -> {},
        error ->
            log.warn("That nobody is here any more could not be reported: {}", error.toString()));
  }

  @Override
  public boolean isRunning() {
    return !followed.isDisposed();
  }
}
