package chat.messages.live;

import chat.kit.event.InstanceListener;
import chat.messages.engine.CloseReason;
import chat.wire.RoomId;
import chat.wire.SessionId;
import chat.wire.UserId;
import chat.wire.event.RoomEvent;
import chat.wire.frame.ServerFrame;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All sockets of this node that were let in. */
@Component
class LiveSockets {
  private final LiveRooms rooms;
  private final Wishes wishes;
  private final LiveSettings settings;
  private final Set<LiveSocket> open = ConcurrentHashMap.newKeySet();

  LiveSockets(LiveRooms rooms, Wishes wishes, LiveSettings settings) {
    this.rooms = rooms;
    this.wishes = wishes;
    this.settings = settings;
  }

  LiveRooms rooms() {
    return rooms;
  }

  Wishes wishes() {
    return wishes;
  }

  Collection<LiveSocket> open() {
    return open;
  }

  void opened(LiveSocket socket) {
    open.add(socket);
  }

  void closed(LiveSocket socket) {
    open.remove(socket);
  }

  /** Its tokens are worth nothing from now on. */
  void revoked(SessionId session) {
    open.stream()
        .filter(socket -> socket.isOf(session))
        .forEach(s -> s.close(CloseReason.SERVER_CLOSED, "the session was revoked"));
  }

  /** Somebody may not hear what is said in the room any more. */
  void removed(RoomId room, UserId user) {
    open.stream().filter(socket -> socket.isOf(user)).forEach(socket -> socket.leave(room));
  }

  void removedAll(RoomId room) {
    open.stream().filter(socket -> socket.in(room) != null).forEach(socket -> socket.leave(room));
  }

  /** Each is told another time to come back at, so that the other nodes are not stormed. */
  void sendAway() {
    open.forEach(
        socket ->
            socket.tell(
                new ServerFrame.GoAway(
                    ThreadLocalRandom.current().nextLong(settings.farewell().toMillis()))));
  }

  /** Listens at most once: what it misses, the room's own stream says again. */
  @Configuration(proxyBeanMethods = false)
  static class Removals {
    @Bean
    InstanceListener<RoomEvent> removals(LiveSockets sockets) {
      return InstanceListener.on(
          Set.of("room.deleted", "room.member.*"),
          RoomEvent.class,
          (change, envelope) -> Mono.fromRunnable(() -> apply(change, sockets)));
    }

    private static void apply(RoomEvent change, LiveSockets sockets) {
      switch (change) {
        case RoomEvent.MemberLeft e -> sockets.removed(e.room(), e.member().id());
        case RoomEvent.MemberRemoved e -> sockets.removed(e.room(), e.member().id());
        case RoomEvent.MemberBanned e -> sockets.removed(e.room(), e.member().id());
        case RoomEvent.Deleted e -> sockets.removedAll(e.room());
        case RoomEvent.Created e -> {}
        case RoomEvent.Updated e -> {}
        case RoomEvent.Archived e -> {}
        case RoomEvent.MemberJoined e -> {}
        case RoomEvent.MemberRoleChanged e -> {}
        case RoomEvent.MemberMuted e -> {}
        case RoomEvent.Invited e -> {}
        case RoomEvent.Reported e -> {}
      }
    }
  }
}
