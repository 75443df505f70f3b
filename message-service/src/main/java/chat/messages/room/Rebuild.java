package chat.messages.room;

import chat.wire.RoomKind;
import chat.wire.internal.Membership;
import chat.wire.internal.RoomFeed;
import chat.wire.internal.RoomSnapshot;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Brings the projection up to date when events were missed: takes over all rooms as room-service
 * has them. Events go on arriving meanwhile; whichever of the two is newer stands.
 */
@Component
class Rebuild {
  private final RoomQuestions questions;
  private final Members members;

  Rebuild(RoomQuestions questions, Members members) {
    this.questions = questions;
    this.members = members;
  }

  /** Reads the feed to its end and tells how many rooms it had. */
  Mono<Long> run() {
    return questions
        .feed(null)
        .expand(page -> page.next() == null ? Mono.empty() : questions.feed(page.next()))
        .concatMapIterable(RoomFeed::rooms)
        .concatMap(room -> take(room).thenReturn(room))
        .count();
  }

  private Mono<Void> take(RoomSnapshot room) {
    return room.deleted()
        ? members.delete(room.room())
        : members
            .details(room.room(), room.version(), room.details())
            .thenMany(Flux.fromIterable(room.members()))
            .concatMap(member -> members.learn(membership(room, member)))
            .then(Mono.defer(() -> othersAreOut(room)));
  }

  private Mono<Void> othersAreOut(RoomSnapshot room) {
    return members.onlyThese(
        room.room(),
        room.version(),
        room.details().kind() == RoomKind.GLOBAL,
        room.members().stream().map(member -> member.user().id()).toList());
  }

  private static Membership membership(RoomSnapshot room, RoomSnapshot.Member member) {
    return new Membership(
        room.room(),
        room.version(),
        room.details(),
        room.archived(),
        member.user(),
        member.role(),
        member.mutedUntil());
  }
}
