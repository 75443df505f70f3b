package chat.messages.room;

import chat.kit.event.DurableListener;
import chat.wire.event.RoomEvent;
import chat.wire.names.DurableQueue;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Listens at least once: keeps the projection of rooms and members up to date. */
@Component
class RoomChanges {
  private final Members members;

  RoomChanges(Members members) {
    this.members = members;
  }

  @Bean
  DurableListener<RoomEvent> roomChanged() {
    return DurableListener.on(
        DurableQueue.MESSAGE_ROOM_CHANGED, RoomEvent.class, (change, envelope) -> apply(change));
  }

  Mono<Void> apply(RoomEvent change) {
    return switch (change) {
      case RoomEvent.Created e -> members.details(e.room(), e.version(), e.details());
      case RoomEvent.Updated e -> members.details(e.room(), e.version(), e.details());
      case RoomEvent.Archived e -> members.archive(e.room());
      case RoomEvent.Deleted e -> members.delete(e.room());
      case RoomEvent.MemberJoined e -> members.role(e.room(), e.version(), e.member(), e.role());
      case RoomEvent.MemberLeft e -> members.role(e.room(), e.version(), e.member(), null);
      case RoomEvent.MemberRemoved e -> members.role(e.room(), e.version(), e.member(), null);
      case RoomEvent.MemberBanned e -> members.role(e.room(), e.version(), e.member(), null);
      case RoomEvent.MemberRoleChanged e ->
          members.role(e.room(), e.version(), e.member(), e.role());
      case RoomEvent.MemberMuted e -> members.mute(e.room(), e.version(), e.member(), e.until());
      case RoomEvent.Invited e -> Mono.empty();
      case RoomEvent.Reported e -> Mono.empty();
    };
  }
}
