package chat.messages.stream;

import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The tables of the streams. */
@Component
public class RoomStream {
  private static final String COLUMNS =
      "e.room, e.seq, e.message, e.by_id, e.by_name, e.by_kind, e.at, e.client_id, e.text,"
          + " e.reply_to, e.mentions, e.mentions_room";

  private final DatabaseClient database;

  RoomStream(DatabaseClient database) {
    this.database = database;
  }

  /** What a sender's client has sent to a room under that id. */
  public Mono<Message> sentAs(RoomId room, UserId sender, String clientId) {
    return database
        .sql(
            "select "
                + COLUMNS
                + " from events e where e.room = :room and e.by_id = :sender"
                + " and e.client_id = :client_id")
        .bind("room", room.value())
        .bind("sender", sender.value())
        .bind("client_id", clientId)
        .map(RoomStream::message)
        .one();
  }

  public Mono<Boolean> holds(RoomId room, MessageId message) {
    return database
        .sql(
            """
            select exists (
              select from events where room = :room and message = :message and kind = 'sent')
            """)
        .bind("room", room.value())
        .bind("message", message.value())
        .mapValue(Boolean.class)
        .one();
  }

  /** The oldest messages between the two, both excluded, and the head at the same moment. */
  public Mono<Page> after(RoomId room, long after, long before, int limit) {
    return page("asc", room, after, before, limit);
  }

  /** The newest messages before this seq, in their order, and the head at the same moment. */
  public Mono<Page> before(RoomId room, long before, int limit) {
    return page("desc", room, 0, before, limit);
  }

  private Mono<Page> page(String order, RoomId room, long after, long before, int limit) {
    return database
        .sql(
            """
            select h.head, %s
            from heads h
            left join lateral (
              select * from events
              where room = h.room and seq > :after and seq < :before
              order by seq %s
              limit :limit
            ) e on true
            where h.room = :room
            order by e.seq
            """
                .formatted(COLUMNS, order))
        .bind("room", room.value())
        .bind("after", after)
        .bind("before", before)
        .bind("limit", limit)
        .map(Row::of)
        .all()
        .collectList()
        .map(rows -> page(room, rows));
  }

  private static Page page(RoomId room, List<Row> rows) {
    long head = rows.isEmpty() ? 0 : rows.getFirst().head();
    return new Page(
        room, head, rows.stream().map(Row::message).flatMap(Stream::ofNullable).toList());
  }

  private record Row(long head, @Nullable Message message) {
    static Row of(Readable row) {
      Message message = row.get("seq") == null ? null : RoomStream.message(row);
      return new Row(present(row.get("head", Long.class)), message);
    }
  }

  private static Message message(Readable row) {
    return new Message(
        new MessageId(present(row.get("message", UUID.class))),
        new RoomId(present(row.get("room", UUID.class))),
        present(row.get("seq", Long.class)),
        present(row.get("client_id", String.class)),
        new UserRef(
            new UserId(present(row.get("by_id", UUID.class))),
            present(row.get("by_name", String.class)),
            UserKind.valueOf(present(row.get("by_kind", String.class)))),
        present(row.get("text", String.class)),
        Instant.ofEpochMilli(present(row.get("at", Long.class))),
        Optional.ofNullable(row.get("reply_to", UUID.class)).map(MessageId::new).orElse(null),
        null,
        Stream.of(present(row.get("mentions", UUID[].class))).map(UserId::new).toList(),
        present(row.get("mentions_room", Boolean.class)),
        List.of());
  }

  private static <T> T present(@Nullable T column) {
    return Objects.requireNonNull(column);
  }
}
