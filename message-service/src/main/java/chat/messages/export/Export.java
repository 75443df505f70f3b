package chat.messages.export;

import chat.kit.problem.Problem;
import chat.messages.room.Standing;
import chat.messages.room.Standings;
import chat.messages.stream.Edition;
import chat.messages.stream.Page;
import chat.messages.stream.RoomStream;
import chat.messages.stream.Tails;
import chat.wire.Message;
import chat.wire.ProblemType;
import chat.wire.Role;
import chat.wire.RoomId;
import chat.wire.UserId;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads many messages page by page, as fast as they are taken. */
@Component
class Export {
  private static final int PAGE = 500;

  private final Standings standings;
  private final RoomStream stream;
  private final Tails tails;

  Export(Standings standings, RoomStream stream, Tails tails) {
    this.standings = standings;
    this.stream = stream;
    this.tails = tails;
  }

  /** All that is in a room, for its owner, in the order of the seqs. */
  Flux<Message> room(RoomId room, UserId by) {
    return standings
        .view(room, by)
        .doOnNext(view -> refuseOthers(view.standing().reading()))
        .flatMapMany(view -> all(room, view.edition()));
  }

  private static void refuseOthers(Standing standing) {
    if (standing.role() != Role.OWNER) {
      throw Problem.of(ProblemType.FORBIDDEN, "Only its owner can take a whole room away.");
    }
  }

  private Flux<Message> all(RoomId room, Edition now) {
    return page(room, now, 0)
        .expand(
            page ->
                page.messages().size() < PAGE
                    ? Mono.empty()
                    : page(room, now, page.messages().getLast().seq()),
            1)
        .concatMapIterable(Page::messages, 1);
  }

  private Mono<Page> page(RoomId room, Edition now, long after) {
    return tails.after(room, now, after, Long.MAX_VALUE, PAGE);
  }

  /** All that somebody has ever sent, in rooms that they have left, too. */
  Flux<Message> own(UserId by) {
    return stream.roomsOf(by).concatMap(room -> own(room, by), 1);
  }

  private Flux<Message> own(RoomId room, UserId by) {
    return stream
        .sentBy(room, by, 0, PAGE)
        .expand(
            page ->
                page.size() < PAGE
                    ? Mono.empty()
                    : stream.sentBy(room, by, page.getLast().seq(), PAGE),
            1)
        .concatMapIterable((List<Message> page) -> page, 1);
  }
}
