package chat.messages.stream;

import static chat.messages.stream.MessageRow.present;

import chat.wire.Message;
import chat.wire.RoomId;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
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
      order by e.seq
      """
          .formatted(MessageRow.AS_IT_IS);

  private static final String OLDEST = between("asc");
  private static final String NEWEST = between("desc");

  private final DatabaseClient database;

  Pages(DatabaseClient database) {
    this.database = database;
  }

  /**
   * The room is named where it could be taken from its head: so PostgreSQL looks at its partition
   * only.
   */
  private static String between(String order) {
    return """
        select %s, h.head, h.forgotten
        from heads h
        left join lateral (
          select * from stream
          where room = $1 and seq > $4 and seq < $5 and kind = 'sent'
          order by seq %s
          limit $6
        ) e on true
        where h.room = $1 and (h.head, h.forgotten) >= ($2, $3)
        order by e.seq
        """
        .formatted(MessageRow.AS_IT_IS, order);
  }

  /** The oldest messages between the two, both excluded, and the head at the same moment. */
  Mono<Page> after(RoomId room, Edition atLeast, long after, long before, int limit) {
    return between(OLDEST, room, atLeast, after, before, limit)
        .map(found -> new Page(room, found.edition().head(), found.messages()));
  }

  /** The newest messages between the two, both excluded, in their order. */
  Mono<Piece> before(RoomId room, Edition atLeast, long after, long before, int limit) {
    return between(NEWEST, room, atLeast, after, before, limit)
        .map(found -> piece(found, after, before, limit));
  }

  private static Piece piece(Found found, long after, long before, int limit) {
    List<Message> messages = found.messages();
    long since = messages.size() < limit ? after : messages.getFirst().seq() - 1;
    return new Piece(found.edition(), since, before, messages);
  }

  /** What has changed a room's messages since that edition. Nothing may have been forgotten. */
  Mono<News> news(RoomId room, Edition atLeast, Edition since) {
    return found(() -> ask(NEWS, room, atLeast).bind(3, since.head()))
        .filter(found -> found.edition().forgotten() == since.forgotten())
        .map(found -> new News(found.edition(), found.messages()));
  }

  private Mono<Found> between(
      String query, RoomId room, Edition atLeast, long after, long before, int limit) {
    return found(() -> ask(query, room, atLeast).bind(3, after).bind(4, before).bind(5, limit));
  }

  private DatabaseClient.GenericExecuteSpec ask(String query, RoomId room, Edition atLeast) {
    return database
        .sql(query)
        .bind(0, room.value())
        .bind(1, atLeast.head())
        .bind(2, atLeast.forgotten());
  }

  /** Empty where there is no answer. */
  private static Mono<Found> found(Supplier<DatabaseClient.GenericExecuteSpec> question) {
    return Mono.defer(
        () -> {
          Found found = new Found();
          return question.get().map(found::take).all().then(Mono.fromSupplier(found::ifAny));
        });
  }

  /** What the rows of an answer say: all of them the edition, and each a message or none. */
  private static final class Found {
    private static final int HEAD = MessageRow.COLUMNS;
    private static final int FORGOTTEN = HEAD + 1;

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
      return Collections.unmodifiableList(messages);
    }
  }
}
