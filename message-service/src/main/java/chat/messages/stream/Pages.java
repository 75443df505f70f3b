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
  private final DatabaseClient database;

  Pages(DatabaseClient database) {
    this.database = database;
  }

  /** The oldest messages between the two, both excluded, and the head at the same moment. */
  Mono<Page> after(RoomId room, Edition atLeast, long after, long before, int limit) {
    return rows("asc", room, atLeast, after, before, limit).map(rows -> page(room, rows));
  }

  /** The newest messages between the two, both excluded, in their order. */
  Mono<Page> before(RoomId room, Edition atLeast, long after, long before, int limit) {
    return rows("desc", room, atLeast, after, before, limit).map(rows -> page(room, rows));
  }

  /** The newest messages after this seq. */
  Mono<Tail> tail(RoomId room, Edition atLeast, long after, int limit) {
    return rows("desc", room, atLeast, after, Long.MAX_VALUE, limit)
        .map(rows -> tail(rows, after, limit));
  }

  private static Page page(RoomId room, List<Row> rows) {
    return new Page(room, rows.getFirst().edition().head(), messages(rows));
  }

  private static Tail tail(List<Row> rows, long after, int limit) {
    List<Message> messages = messages(rows);
    long since = messages.size() < limit ? after : messages.getFirst().seq() - 1;
    return new Tail(rows.getFirst().edition(), since, messages);
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
