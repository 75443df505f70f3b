package chat.messages.live;

import chat.kit.event.InstanceListener;
import chat.wire.event.RoomEvent;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/**
 * Listens at most once: whoever is no member any more loses the room on every socket. What it
 * misses, the room's own stream says again.
 */
@Configuration(proxyBeanMethods = false)
class Removals {
  @Bean
  InstanceListener<RoomEvent> membersLost(LiveSockets sockets) {
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
