package chat.messages.stream;

import static chat.messages.stream.MessageRow.present;

import chat.kit.database.Line;
import chat.kit.database.Lines;
import chat.messages.batch.Gathered;
import chat.wire.Message;
import chat.wire.RoomId;
import io.r2dbc.spi.Readable;
import java.time.Duration;
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
        select message from events
        where room = $1 and seq > $4 and message is not null
        order by seq
      ), touched as (
        select n.message from news n
        union
        select m.thread
        from news n
        cross join lateral (
          select e.thread from events e
          where e.room = $1 and e.message between n.message and n.message and e.kind = 'sent'
          order by e.message limit 1
        ) m
        where m.thread is not null
      )
      select h.head, h.forgotten, m.*
      from heads h
      cross join lateral (
        select %s
        from touched t
        cross join lateral (
          select * from stream x
          where x.room = $1 and x.message between t.message and t.message and x.kind = 'sent'
          order by x.message limit 1
        ) e
      ) m
      where h.room = $1 and (h.head, h.forgotten) >= ($2, $3)
      """
          .formatted(MessageArrays.AS_THEY_ARE);

  private static final String OLDEST = between("asc");
  private static final String NEWEST = between("desc");

  private final DatabaseClient database;
  private final List<Lane> oldest;
  private final List<Lane> newest;

  Pages(DatabaseClient database, Lines lines, PageSettings settings) {
    this.database = database;
    this.oldest = lanes(lines, settings, OLDEST);
    this.newest = lanes(lines, settings, NEWEST);
  }

  private static List<Lane> lanes(Lines lines, PageSettings settings, String query) {
    return Stream.generate(() -> new Lane(lines.line(), settings, query))
        .limit(settings.lanes())
        .toList();
  }

  @Override
  public void destroy() {
    Stream.of(oldest, newest).flatMap(List::stream).forEach(Lane::end);
  }

  /**
   * For each of some pages the room's edition and its messages. What is looked up for each ("offset
   * 0") PostgreSQL must not look up for all at once.
   */
  private static String between(String order) {
    return """
        select h.head, h.forgotten, m.*, q.place
        from unnest($1, $2, $3, $4, $5, $6) with ordinality as q (
          room, head, forgotten, after, before, size, place)
        cross join lateral (
          select x.head, x.forgotten from heads x
          where x.room = q.room and (x.head, x.forgotten) >= (q.head, q.forgotten)
          offset 0
        ) h
        cross join lateral (
          select %s
          from (
            select * from stream
            where room = q.room and seq > q.after and seq < q.before and kind = 'sent'
            order by seq %s
            limit q.size
          ) e
        ) m
        """
        .formatted(MessageArrays.AS_THEY_ARE, order);
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

  private static Mono<Found> ask(List<Lane> lanes, Wanted wanted) {
    return lanes.get(Math.floorMod(wanted.room().hashCode(), lanes.size())).ask(wanted);
  }

  private static Piece piece(Found found, long after, long before, int limit) {
    List<Message> messages = found.messages();
    long since = messages.size() < limit ? after : messages.getFirst().seq() - 1;
    return new Piece(found.edition(), since, before, messages);
  }

  /** What has changed a room's messages since that edition. Nothing may have been forgotten. */
  Mono<News> news(RoomId room, Edition atLeast, Edition since) {
    return database
        .sql(NEWS)
        .bind(0, room.value())
        .bind(1, atLeast.head())
        .bind(2, atLeast.forgotten())
        .bind(3, since.head())
        .map(row -> Found.of(room, row))
        .one()
        .filter(found -> found.edition().forgotten() == since.forgotten())
        .map(found -> new News(found.edition(), found.messages()));
  }

  /** Asks one question after the other, each for many pages, over a connection of its own. */
  private static final class Lane {
    private final Line line;
    private final String query;
    private final Gathered<Wanted, Found> pages;

    Lane(Line line, PageSettings settings, String query) {
      this.line = line;
      this.query = query;
      this.pages =
          new Gathered<>(
              settings.queue(), settings.batch(), Duration.ZERO, settings.patience(), this::found);
    }

    void end() {
      pages.dispose();
      line.dispose();
    }

    Mono<Found> ask(Wanted wanted) {
      return pages.ask(wanted);
    }

    private Mono<@Nullable Found[]> found(List<Wanted> wanted) {
      @Nullable Found[] found = new Found[wanted.size()];
      return line.ask(query, arguments(wanted), row -> put(found, wanted, row))
          .then(Mono.just(found));
    }

    private static boolean put(@Nullable Found[] found, List<Wanted> wanted, Readable row) {
      int place = Math.toIntExact(present(row.get(Found.PLACE, Long.class))) - 1;
      found[place] = Found.of(wanted.get(place).room(), row);
      return true;
    }

    private static List<?> arguments(List<Wanted> wanted) {
      return List.of(
          wanted.stream().map(each -> each.room().value()).toArray(UUID[]::new),
          numbers(wanted, each -> each.atLeast().head()),
          numbers(wanted, each -> each.atLeast().forgotten()),
          numbers(wanted, Wanted::after),
          numbers(wanted, Wanted::before),
          numbers(wanted, Wanted::limit));
    }

    private static Long[] numbers(List<Wanted> wanted, ToLongFunction<Wanted> number) {
      return wanted.stream().map(number::applyAsLong).toArray(Long[]::new);
    }
  }

  /** What a row says of a room: its edition, and the messages that were asked for. */
  private record Found(Edition edition, List<Message> messages) {
    private static final int HEAD = 0;
    private static final int FORGOTTEN = 1;
    private static final int MESSAGES = 2;
    private static final int PLACE = MESSAGES + MessageArrays.COLUMNS;

    static Found of(RoomId room, Readable row) {
      return new Found(
          new Edition(present(row.get(HEAD, Long.class)), present(row.get(FORGOTTEN, Long.class))),
          MessageArrays.messages(room, row, MESSAGES));
    }
  }
}
