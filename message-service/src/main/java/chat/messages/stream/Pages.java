package chat.messages.stream;

import static chat.messages.stream.MessageRow.present;

import chat.messages.batch.Gathered;
import chat.wire.Message;
import chat.wire.RoomId;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Pieces of the streams as one PostgreSQL has them. One that has not come to the edition that is
 * asked for, or never heard of the room, has no answer.
 */
@Component
final class Pages implements DisposableBean {
  /**
   * A reply in a thread changes what the thread's first message tells of it, and so does its end.
   */
  private static final String NEWS =
      """
      with news as (
        select message from events where room = $1 and seq > $4 and message is not null
      ), touched as (
        select n.message from news n
        union
        select m.thread
        from news n
        join events m on m.room = $1 and m.message = n.message and m.kind = 'sent'
        where m.thread is not null
      )
      select %s, h.head, h.forgotten
      from heads h
      left join lateral (
        select x.*
        from touched t
        join stream x on x.room = $1 and x.message = t.message and x.kind = 'sent'
      ) e on true
      where h.room = $1 and (h.head, h.forgotten) >= ($2, $3)
      """
          .formatted(MessageRow.AS_IT_IS);

  private static final String OLDEST = between("asc");
  private static final String NEWEST = between("desc");

  private final DatabaseClient database;
  private final List<Gathered<Wanted, Found>> oldest;
  private final List<Gathered<Wanted, Found>> newest;

  Pages(DatabaseClient database, PageSettings settings) {
    this.database = database;
    this.oldest = lanes(settings, OLDEST);
    this.newest = lanes(settings, NEWEST);
  }

  private List<Gathered<Wanted, Found>> lanes(PageSettings settings, String query) {
    return Stream.generate(
            () ->
                new Gathered<Wanted, Found>(
                    settings.queue(),
                    settings.batch(),
                    Duration.ZERO,
                    settings.patience(),
                    wanted -> found(query, wanted)))
        .limit(settings.lanes())
        .toList();
  }

  @Override
  public void destroy() {
    Stream.of(oldest, newest).flatMap(List::stream).forEach(Gathered::dispose);
  }

  /**
   * For each of some pages the room's edition and the messages, in no particular order. What is
   * looked up for each ("offset 0") PostgreSQL must not look up for all at once.
   */
  private static String between(String order) {
    return """
        select %s, h.head, h.forgotten, q.place
        from unnest($1, $2, $3, $4, $5, $6) with ordinality as q (
          room, head, forgotten, after, before, size, place)
        cross join lateral (
          select x.head, x.forgotten from heads x
          where x.room = q.room and (x.head, x.forgotten) >= (q.head, q.forgotten)
          offset 0
        ) h
        left join lateral (
          select * from stream
          where room = q.room and seq > q.after and seq < q.before and kind = 'sent'
          order by seq %s
          limit q.size
        ) e on true
        """
        .formatted(MessageRow.AS_IT_IS, order);
  }

  /** What is wanted of a room, both ends excluded. */
  private record Wanted(RoomId room, Edition atLeast, long after, long before, int limit) {}

  /** The oldest messages between the two, both excluded, and the head at the same moment. */
  Mono<Page> after(RoomId room, Edition atLeast, long after, long before, int limit) {
    return ask(oldest, new Wanted(room, atLeast, after, before, limit))
        .map(found -> new Page(room, found.edition().head(), found.messages()));
  }

  /** The newest messages between the two, both excluded, in their order. */
  Mono<Piece> before(RoomId room, Edition atLeast, long after, long before, int limit) {
    return ask(newest, new Wanted(room, atLeast, after, before, limit))
        .map(found -> piece(found, after, before, limit));
  }

  private static Mono<Found> ask(List<Gathered<Wanted, Found>> lanes, Wanted wanted) {
    return lanes.get(Math.floorMod(wanted.room().hashCode(), lanes.size())).ask(wanted);
  }

  private static Piece piece(Found found, long after, long before, int limit) {
    List<Message> messages = found.messages();
    long since = messages.size() < limit ? after : messages.getFirst().seq() - 1;
    return new Piece(found.edition(), since, before, messages);
  }

  /** What has changed a room's messages since that edition. Nothing may have been forgotten. */
  Mono<News> news(RoomId room, Edition atLeast, Edition since) {
    return Mono.defer(
            () -> {
              Found found = new Found();
              return database
                  .sql(NEWS)
                  .bind(0, room.value())
                  .bind(1, atLeast.head())
                  .bind(2, atLeast.forgotten())
                  .bind(3, since.head())
                  .map(found::take)
                  .all()
                  .then(Mono.fromSupplier(found::ifAny));
            })
        .filter(found -> found.edition().forgotten() == since.forgotten())
        .map(found -> new News(found.edition(), found.messages()));
  }

  private Mono<@Nullable Found[]> found(String query, List<Wanted> wanted) {
    @Nullable Found[] found = new Found[wanted.size()];
    return database
        .sql(query)
        .bind(0, wanted.stream().map(each -> each.room().value()).toArray(UUID[]::new))
        .bind(1, numbers(wanted, each -> each.atLeast().head()))
        .bind(2, numbers(wanted, each -> each.atLeast().forgotten()))
        .bind(3, numbers(wanted, Wanted::after))
        .bind(4, numbers(wanted, Wanted::before))
        .bind(5, numbers(wanted, Wanted::limit))
        .map(row -> place(found, row).take(row))
        .all()
        .then(Mono.just(found));
  }

  private static Long[] numbers(List<Wanted> wanted, ToLongFunction<Wanted> number) {
    return wanted.stream().map(number::applyAsLong).toArray(Long[]::new);
  }

  private static Found place(@Nullable Found[] found, Readable row) {
    int place = Math.toIntExact(present(row.get(Found.PLACE, Long.class))) - 1;
    Found there = found[place];
    if (there == null) {
      there = new Found();
      found[place] = there;
    }
    return there;
  }

  /** What the rows of an answer say: all of them the edition, and each a message or none. */
  private static final class Found {
    private static final int HEAD = MessageRow.COLUMNS;
    private static final int FORGOTTEN = HEAD + 1;
    private static final int PLACE = FORGOTTEN + 1;

    private final List<Message> messages = new ArrayList<>();
    private @Nullable Edition edition;

    boolean take(Readable row) {
      if (edition == null) {
        edition =
            new Edition(
                present(row.get(HEAD, Long.class)), present(row.get(FORGOTTEN, Long.class)));
      }
      return MessageRow.isThere(row) && messages.add(MessageRow.message(row));
    }

    @Nullable Found ifAny() {
      return edition == null ? null : this;
    }

    Edition edition() {
      return present(edition);
    }

    List<Message> messages() {
      messages.sort(Comparator.comparingLong(Message::seq));
      return Collections.unmodifiableList(messages);
    }
  }
}
