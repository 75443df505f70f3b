package chat.messages.live;

import chat.kit.security.AccessToken;
import chat.kit.security.RevokedSessions;
import chat.messages.engine.CloseReason;
import chat.messages.engine.Timers;
import chat.messages.guest.GuestKey;
import chat.messages.guest.Guests;
import chat.wire.RoomId;
import chat.wire.SessionId;
import chat.wire.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** All sockets of this node that were let in. */
@Component
class LiveSockets {
  private static final Logger log = LoggerFactory.getLogger(LiveSockets.class);

  private final LiveRooms rooms;
  private final Wishes wishes;
  private final Introductions introductions;
  private final Guests guests;
  private final RevokedSessions revoked;
  private final Connections connections;
  private final Timers timers;
  private final Set<LiveSocket> open = ConcurrentHashMap.newKeySet();
  private final Map<UserId, Set<LiveSocket>> byUser = new ConcurrentHashMap<>();

  LiveSockets(
      LiveRooms rooms,
      Wishes wishes,
      Introductions introductions,
      Guests guests,
      RevokedSessions revoked,
      Connections connections,
      Timers timers) {
    this.rooms = rooms;
    this.wishes = wishes;
    this.introductions = introductions;
    this.guests = guests;
    this.revoked = revoked;
    this.connections = connections;
    this.timers = timers;
  }

  LiveRooms rooms() {
    return rooms;
  }

  Wishes wishes() {
    return wishes;
  }

  Timers timers() {
    return timers;
  }

  Collection<LiveSocket> open() {
    return open;
  }

  Collection<LiveSocket> of(UserId user) {
    return byUser.getOrDefault(user, Set.of());
  }

  void opened(LiveSocket socket) {
    open.add(socket);
  }

  /** From now on somebody speaks on it. */
  void known(LiveSocket socket) {
    byUser.compute(
        socket.caller().id(),
        (user, known) -> {
          Set<LiveSocket> sockets = known == null ? ConcurrentHashMap.newKeySet(1) : known;
          sockets.add(socket);
          return sockets;
        });
    connections.opened(socket);
    // who was revoked between the two would not be told again
    if (revoked.contains(socket.caller().session())) {
      socket.close(CloseReason.SERVER_CLOSED, "the session was revoked");
    }
  }

  void turned(LiveSocket socket) {
    if (socket.isKnown()) {
      connections.opened(socket);
    }
  }

  void closed(LiveSocket socket) {
    open.remove(socket);
    if (socket.isKnown()) {
      byUser.computeIfPresent(
          socket.caller().id(),
          (user, known) -> {
            known.remove(socket);
            return known.isEmpty() ? null : known;
          });
      connections.closed(socket);
    }
  }

  Instant renewal(AccessToken token) {
    return guests.renewal(token);
  }

  /**
   * Should it fail, the socket is cut when its token ends, and its client comes back by its key.
   */
  void renew(LiveSocket socket, GuestKey key) {
    Background.run(
        introductions.renew(socket, key),
        done -> {},
        error -> log.warn("A guest's token could not be renewed: {}", error.toString()));
  }

  /** Its tokens are worth nothing from now on. */
  void revoked(SessionId session) {
    open.stream()
        .filter(socket -> socket.isOf(session))
        .forEach(s -> s.close(CloseReason.SERVER_CLOSED, "the session was revoked"));
  }

  /** Somebody may not hear what is said in the room any more. */
  void removed(RoomId room, UserId user) {
    of(user).forEach(socket -> socket.leave(room));
  }

  void removedAll(RoomId room) {
    open.stream().filter(socket -> socket.in(room) != null).forEach(socket -> socket.leave(room));
  }
}
