package chat.messages.stream;

import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.RoomId;
import chat.wire.UserRef;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The replies to a message that stand in its thread. */
@Component
public class Threads {
  private final DatabaseClient database;

  Threads(DatabaseClient database) {
    this.database = database;
  }

  /** The oldest replies between the two, both excluded. */
  public Mono<List<Message>> after(
      RoomId room, MessageId root, long after, long before, int limit) {
    return page("asc", room, root, after, before, limit);
  }

  /** The newest replies between the two, both excluded, in their order. */
  public Mono<List<Message>> before(
      RoomId room, MessageId root, long after, long before, int limit) {
    return page("desc", room, root, after, before, limit);
  }

  private Mono<List<Message>> page(
      String order, RoomId room, MessageId root, long after, long before, int limit) {
    return database
        .sql(
            """
            select %s
            from (
              select * from events
              where room = :room and thread = :root and seq > :after and seq < :before
              order by seq %s
              limit :limit
            ) e
            order by e.seq
            """
                .formatted(MessageRow.AS_IT_IS, order))
        .bind("room", room.value())
        .bind("root", root.value())
        .bind("after", after)
        .bind("before", before)
        .bind("limit", limit)
        .map(MessageRow::message)
        .all()
        .collectList();
  }

  /** Who has a living reply there, in the order of their first ones. */
  public Mono<List<UserRef>> participants(RoomId room, MessageId root, int limit) {
    return database
        .sql(
            """
            select by_id, (array_agg(by_name order by seq desc))[1] as by_name, min(by_kind) as by_kind
            from events
            where room = :room and thread = :root and deleted_at is null
            group by by_id
            order by min(seq)
            limit :limit
            """)
        .bind("room", room.value())
        .bind("root", root.value())
        .bind("limit", limit)
        .map(row -> MessageRow.user(row, 0))
        .all()
        .collectList();
  }
}
