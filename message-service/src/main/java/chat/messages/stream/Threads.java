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
  private static final String OLDEST = page("asc");
  private static final String NEWEST = page("desc");

  private final DatabaseClient database;

  Threads(DatabaseClient database) {
    this.database = database;
  }

  /** The oldest replies between the two, both excluded. */
  public Mono<List<Message>> after(
      RoomId room, MessageId root, long after, long before, int limit) {
    return page(OLDEST, room, root, after, before, limit);
  }

  /** The newest replies between the two, both excluded, in their order. */
  public Mono<List<Message>> before(
      RoomId room, MessageId root, long after, long before, int limit) {
    return page(NEWEST, room, root, after, before, limit);
  }

  private static String page(String order) {
    return """
        select %s
        from (
          select * from stream
          where room = $1 and thread = $2 and seq > $3 and seq < $4
          order by seq %s
          limit $5
        ) e
        order by e.seq
        """
        .formatted(MessageRow.AS_IT_IS, order);
  }

  private Mono<List<Message>> page(
      String query, RoomId room, MessageId root, long after, long before, int limit) {
    return database
        .sql(query)
        .bind(0, room.value())
        .bind(1, root.value())
        .bind(2, after)
        .bind(3, before)
        .bind(4, limit)
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
