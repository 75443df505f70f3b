package chat.rooms.moderate;

import chat.rooms.room.Bans;
import chat.rooms.room.LockedRoom;
import chat.rooms.room.People;
import chat.rooms.room.RoomChanges;
import chat.wire.Role;
import chat.wire.RoomId;
import chat.wire.UserId;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Announces that a ban from the global room has ended by its time: there, and only there, it makes
 * a member of somebody without their doing.
 */
@Component
class EndedBans {
  private final Bans bans;
  private final RoomChanges changes;
  private final People people;

  EndedBans(Bans bans, RoomChanges changes, People people) {
    this.bans = bans;
    this.changes = changes;
    this.people = people;
  }

  @Scheduled(fixedDelayString = "${chat.rooms.ended-bans.sweep:1s}")
  Mono<Void> sweep() {
    return bans.ended(RoomId.GLOBAL)
        .collectList()
        .flatMapIterable(ended -> ended)
        .concatMap(user -> changes.in(RoomId.GLOBAL, room -> lift(room, user)))
        .then();
  }

  /** Another instance may have been faster, or a moderator may have banned them anew. */
  private Mono<Void> lift(LockedRoom room, UserId user) {
    return bans.deleteEnded(room.id(), user)
        .filter(deleted -> deleted)
        .flatMap(deleted -> people.find(user))
        .flatMap(back -> room.join(back, Role.MEMBER));
  }
}
