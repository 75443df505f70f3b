package chat.notifications.room;

import chat.wire.event.RoomEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps up with what happens to rooms and their members. */
@Component
public class RoomProjection {
  private final Members members;

  RoomProjection(Members members) {
    this.members = members;
  }

  public Mono<Void> apply(RoomEvent change) {
    return switch (change) {
      case RoomEvent.Created e -> members.details(e.room(), e.version(), e.details());
      case RoomEvent.Updated e -> members.details(e.room(), e.version(), e.details());
      case RoomEvent.Archived e -> Mono.empty();
      case RoomEvent.Deleted e -> members.delete(e.room());
      case RoomEvent.MemberJoined e -> members.member(e.room(), e.version(), e.member().id(), true);
      case RoomEvent.MemberLeft e -> members.member(e.room(), e.version(), e.member().id(), false);
      case RoomEvent.MemberRemoved e ->
          members.member(e.room(), e.version(), e.member().id(), false);
      case RoomEvent.MemberBanned e ->
          members.member(e.room(), e.version(), e.member().id(), false);
      case RoomEvent.MemberRoleChanged e ->
          members.member(e.room(), e.version(), e.member().id(), true);
      case RoomEvent.MemberMuted e -> Mono.empty();
      case RoomEvent.Invited e -> members.details(e.room(), e.version(), e.details());
      case RoomEvent.Reported e -> Mono.empty();
    };
  }
}
