package chat.messages.stream;

import static chat.messages.stream.MessageRow.present;

import chat.wire.Message;
import chat.wire.RoomId;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Pieces of the streams as one PostgreSQL has them. One that has not come to the edition that is
 * asked for, or never heard of the room, has no answer.
 */
final class Pages {
  /**
   * A reply in a thread changes what the thread's first message tells of it, and so does its end.
   */
  private static final String NEWS =
      """
      with news as (
        select e.message from events e
        where e.room = :room and e.seq > :since and e.message is not null
      ), touched as (
        select n.message from news n
        union
        select m.thread
        from news n
        join events m on m.room = :room and m.message = n.message and m.kind = 'sent'
        where m.thread is not null
      )
      select %s, h.head, h.forgotten
      from heads h
      left join lateral (
        select x.*
        from touched t
        join events x on x.room = h.room and x.message = t.message and x.kind = 'sent'
      ) e on true
      where h.room = :room and (h.head, h.forgotten) >= (:head, :forgotten)
      order by e.seq
      """
          .formatted(MessageRow.AS_IT_IS);

  private final DatabaseClient database;

  Pages(DatabaseClient database) {
    this.database = database;
  }

  /** The oldest messages between the two, both excluded, and the head at the same moment. */
  Mono<Page> after(RoomId room, Edition atLeast, long after, long before, int limit) {
    return rows("asc", room, atLeast, after, before, limit)
        .map(rows -> new Page(room, edition(rows).head(), messages(rows)));
  }

  /** The newest messages between the two, both excluded, in their order. */
  Mono<Piece> before(RoomId room, Edition atLeast, long after, long before, int limit) {
    return rows("desc", room, atLeast, after, before, limit)
        .map(rows -> piece(rows, after, before, limit));
  }

  private static Piece piece(List<Row> rows, long after, long before, int limit) {
    List<Message> messages = messages(rows);
    long since = messages.size() < limit ? after : messages.getFirst().seq() - 1;
    return new Piece(edition(rows), since, before, messages);
  }

  /** What has changed a room's messages since that edition. Nothing may have been forgotten. */
  Mono<News> news(RoomId room, Edition atLeast, Edition since) {
    return database
        .sql(NEWS)
        .bind("room", room.value())
        .bind("head", atLeast.head())
        .bind("forgotten", atLeast.forgotten())
        .bind("since", since.head())
        .map(Row::of)
        .all()
        .collectList()
        .filter(rows -> !rows.isEmpty() && edition(rows).forgotten() == since.forgotten())
        .map(rows -> new News(edition(rows), messages(rows)));
  }

  private static Edition edition(List<Row> rows) {
    return rows.getFirst().edition();
  }

  private static List<Message> messages(List<Row> rows) {
    return rows.stream().map(Row::message).flatMap(Stream::ofNullable).toList();
  }

  /** At least one, with the edition; empty where there is no answer. */
  private Mono<List<Row>> rows(
      String order, RoomId room, Edition atLeast, long after, long before, int limit) {
    return database
        .sql(
            """
            select %s, h.head, h.forgotten
            from heads h
            left join lateral (
              select * from events
              where room = h.room and seq > :after and seq < :before and kind = 'sent'
              order by seq %s
              limit :limit
            ) e on true
            where h.room = :room and (h.head, h.forgotten) >= (:head, :forgotten)
            order by e.seq
            """
                .formatted(MessageRow.AS_IT_IS, order))
        .bind("room", room.value())
        .bind("head", atLeast.head())
        .bind("forgotten", atLeast.forgotten())
        .bind("after", after)
        .bind("before", before)
        .bind("limit", limit)
        .map(Row::of)
        .all()
        .collectList()
        .filter(rows -> !rows.isEmpty());
  }

  private record Row(Edition edition, @Nullable Message message) {
    private static final int HEAD = MessageRow.COLUMNS;
    private static final int FORGOTTEN = HEAD + 1;

    static Row of(Readable row) {
      Edition edition =
          new Edition(present(row.get(HEAD, Long.class)), present(row.get(FORGOTTEN, Long.class)));
      return new Row(edition, MessageRow.isThere(row) ? MessageRow.message(row) : null);
    }
  }
}
