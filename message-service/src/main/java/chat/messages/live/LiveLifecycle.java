package chat.messages.live;

import chat.kit.security.RevokedSessions;
import chat.messages.engine.CloseReason;
import chat.messages.engine.Sessions;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** Follows what ends sockets, and sends them elsewhere before the node stops. */
@Component
class LiveLifecycle implements SmartLifecycle {
  private final LiveSockets sockets;
  private final LiveRooms rooms;
  private final Sessions sessions;
  private final RevokedSessions revoked;
  private Disposable followed = Disposables.disposed();

  LiveLifecycle(LiveSockets sockets, LiveRooms rooms, Sessions sessions, RevokedSessions revoked) {
    this.sockets = sockets;
    this.rooms = rooms;
    this.sessions = sessions;
    this.revoked = revoked;
  }

  @Override
  public void start() {
    followed =
        Disposables.composite(
            Background.run(revoked.live().doOnNext(sockets::revoked)),
            Background.run(rooms.compared()));
  }

  /** Ahead of everything else: requests are still answered while the sockets go. */
  @Override
  public void stop() {
    sockets.sendAway();
    sessions.all().forEach(session -> session.close(CloseReason.GOING_AWAY, "the node stops"));
    followed.dispose();
  }

  @Override
  public boolean isRunning() {
    return !followed.isDisposed();
  }
}
