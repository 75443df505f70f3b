package chat.rooms.person;

import chat.kit.event.DurableListener;
import chat.rooms.room.Members;
import chat.rooms.room.People;
import chat.rooms.room.RoomChanges;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.event.CloudEvent;
import chat.wire.event.UserEvent;
import chat.wire.names.DurableQueue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/**
 * Listens, at least once, to what happens to users: names follow the profile, and a deleted user
 * leaves every room.
 */
@Configuration(proxyBeanMethods = false)
class UserChanges {
  private final People people;
  private final Members members;
  private final RoomChanges changes;

  UserChanges(People people, Members members, RoomChanges changes) {
    this.people = people;
    this.members = members;
    this.changes = changes;
  }

  @Bean
  DurableListener<UserEvent> userChanged() {
    return DurableListener.on(DurableQueue.ROOM_USER_CHANGED, UserEvent.class, this::handle);
  }

  Mono<Void> handle(UserEvent event, CloudEvent envelope) {
    return switch (event) {
      case UserEvent.Registered registered -> people.register(registered);
      case UserEvent.Updated updated -> people.update(updated);
      case UserEvent.Deleted deleted -> depart(deleted.user());
      case UserEvent.Suspended suspended -> Mono.empty();
      case UserEvent.Restored restored -> Mono.empty();
    };
  }

  /** Forgotten first, so that nobody lets them in again while they leave. */
  private Mono<Void> depart(UserId user) {
    return people
        .forget(user)
        .thenMany(members.roomsOf(user).collectList().flatMapIterable(rooms -> rooms))
        .concatMap(room -> depart(room, user))
        .then();
  }

  private Mono<Void> depart(RoomId id, UserId user) {
    return changes.ifOpen(id, room -> members.find(id, user).flatMap(room::depart));
  }
}
