package chat.messages.room;

import chat.kit.event.DurableListener;
import chat.messages.write.NewEvent;
import chat.messages.write.RoomWriter;
import chat.wire.UserRef;
import chat.wire.event.RoomEvent;
import chat.wire.names.DurableQueue;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Listens at least once: keeps the projection of rooms and members up to date, and puts what a
 * room's members should see into its stream.
 */
@Component
class RoomChanges {
  private final Members members;
  private final RoomWriter stream;

  RoomChanges(Members members, RoomWriter stream) {
    this.members = members;
    this.stream = stream;
  }

  @Bean
  DurableListener<RoomEvent> roomChanged() {
    return DurableListener.on(
        DurableQueue.MESSAGE_ROOM_CHANGED,
        RoomEvent.class,
        (change, envelope) -> apply(change).then(tell(change)));
  }

  Mono<Void> apply(RoomEvent change) {
    return switch (change) {
      case RoomEvent.Created e -> members.details(e.room(), e.version(), e.details());
      case RoomEvent.Updated e -> members.details(e.room(), e.version(), e.details());
      case RoomEvent.Archived e -> members.archive(e.room(), e.version());
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

  /** Whatever was told before changes nothing, so this may be repeated. */
  Mono<Void> tell(RoomEvent change) {
    return Mono.justOrEmpty(visible(change)).flatMap(stream::write).then();
  }

  private static Optional<NewEvent> visible(RoomEvent change) {
    return switch (change) {
      case RoomEvent.MemberJoined e ->
          Optional.of(NewEvent.joined(e.room(), e.version(), e.member(), e.role()));
      case RoomEvent.MemberLeft e -> left(e, e.member());
      case RoomEvent.MemberRemoved e -> left(e, e.member());
      case RoomEvent.MemberBanned e -> left(e, e.member());
      case RoomEvent.Updated e ->
          Optional.of(NewEvent.updated(e.room(), e.version(), e.details(), e.by()));
      case RoomEvent.Created e -> Optional.empty();
      case RoomEvent.Archived e -> Optional.empty();
      case RoomEvent.Deleted e -> Optional.empty();
      case RoomEvent.MemberRoleChanged e -> Optional.empty();
      case RoomEvent.MemberMuted e -> Optional.empty();
      case RoomEvent.Invited e -> Optional.empty();
      case RoomEvent.Reported e -> Optional.empty();
    };
  }

  private static Optional<NewEvent> left(RoomEvent change, UserRef member) {
    return Optional.of(NewEvent.left(change.room(), change.version(), member));
  }
}
