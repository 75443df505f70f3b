package chat.messages.history;

import chat.kit.problem.Problem;
import chat.messages.room.Standing;
import chat.messages.room.Standings;
import chat.messages.stream.Edition;
import chat.messages.stream.Page;
import chat.messages.stream.RoomStream;
import chat.messages.stream.Tails;
import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.UserId;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What somebody may read of a room. */
@Component
public class History {
  private final Standings standings;
  private final RoomStream stream;
  private final Tails tails;

  History(Standings standings, RoomStream stream, Tails tails) {
    this.standings = standings;
    this.stream = stream;
    this.tails = tails;
  }

  /**
   * Without {@code after} the newest messages, with it the oldest ones behind it.
   *
   * @param before excluded; absent when it goes to the end
   */
  public Mono<Page> page(
      RoomId room, UserId reader, @Nullable Long after, @Nullable Long before, int limit) {
    long end = before == null ? Long.MAX_VALUE : before;
    return standings
        .view(room, reader)
        .flatMap(
            view ->
                beginning(room, reader, view.standing())
                    .flatMap(begin -> piece(room, view.edition(), begin, after, end, limit)));
  }

  private Mono<Page> piece(
      RoomId room, Edition now, long begin, @Nullable Long after, long end, int limit) {
    return after == null
        ? tails.before(room, now, begin, end, limit)
        : tails.after(room, now, Math.max(after, begin), end, limit);
  }

  /** As many messages before that seq as from it on. */
  Mono<Page> around(RoomId room, UserId reader, long middle, int limit) {
    return standings
        .view(room, reader)
        .flatMap(
            view ->
                beginning(room, reader, view.standing())
                    .flatMap(begin -> around(room, view.edition(), begin, middle, limit)));
  }

  private Mono<Page> around(RoomId room, Edition now, long begin, long middle, int limit) {
    return Mono.zip(
            tails.before(room, now, begin, middle, limit / 2),
            tails.after(room, now, Math.max(begin, middle - 1), Long.MAX_VALUE, limit - limit / 2))
        .map(halves -> joined(halves.getT1(), halves.getT2()));
  }

  private static Page joined(Page before, Page after) {
    return new Page(
        before.room(),
        after.head(),
        Stream.concat(before.messages().stream(), after.messages().stream()).toList());
  }

  public Mono<Message> message(RoomId room, UserId reader, MessageId id) {
    return beginning(room, reader)
        .flatMap(begin -> stream.message(room, id).filter(message -> message.seq() > begin))
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.MESSAGE_NOT_FOUND)));
  }

  /**
   * Behind which seq everything is for this reader's eyes; refuses whoever is not a member. Where
   * newcomers do not see what was before them, it is the seq with which they came in, and nothing
   * is shown as long as that is not known.
   */
  public Mono<Long> beginning(RoomId room, UserId reader) {
    return standings.of(room, reader).flatMap(standing -> beginning(room, reader, standing));
  }

  private Mono<Long> beginning(RoomId room, UserId reader, Standing standing) {
    return Mono.fromCallable(standing::reading)
        .flatMap(
            reading ->
                reading.historyVisible()
                    ? Mono.just(0L)
                    : stream.joined(room, reader).map(seq -> seq == 0 ? Long.MAX_VALUE : seq));
  }
}
