package chat.messages.room;

import chat.messages.batch.Few;
import chat.messages.stream.Edition;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.internal.Membership;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How users stand to rooms: from the projection, and from room-service where that has no row. */
@Component
public class Standings {
  private final Members members;
  private final Questions projection;
  private final RoomQuestions roomService;
  private final Duration patience;
  private final Few few;

  Standings(
      Members members, Questions projection, RoomQuestions roomService, RoomSettings settings) {
    this.members = members;
    this.projection = projection;
    this.roomService = roomService;
    this.patience = settings.patience();
    this.few = new Few(settings.strangers(), settings.queue());
  }

  public Mono<Standing> of(RoomId room, UserId user) {
    return view(room, user).map(View::standing);
  }

  public Mono<View> view(RoomId room, UserId user) {
    return projection
        .ask(room, user)
        .switchIfEmpty(Mono.defer(() -> few.inTurn(found(room, user)).timeout(patience)));
  }

  private Mono<View> found(RoomId room, UserId user) {
    return roomService.membership(room, user).flatMap(this::learned);
  }

  public Mono<List<UserId>> named(RoomId room, Collection<String> names) {
    return names.isEmpty() ? Mono.just(List.of()) : members.named(room, names).collectList();
  }

  /** Which of these users are members of which of these rooms, as far as that is known here. */
  public Flux<Together> together(Collection<RoomId> rooms, Collection<UserId> users) {
    return rooms.isEmpty() || users.isEmpty() ? Flux.empty() : members.together(rooms, users);
  }

  /**
   * A member is remembered, and read again: newer news may have overtaken the answer. A stranger is
   * not, or whoever knocks at every room would fill the table.
   */
  private Mono<View> learned(Membership answer) {
    return answer.role() == null
        ? Mono.just(new View(Standing.of(answer), Edition.UNKNOWN))
        : members
            .learn(answer)
            .then(Mono.defer(() -> projection.ask(answer.room(), answer.user().id())));
  }
}
