package chat.messages.stream;

import static chat.messages.stream.MessageRow.present;

import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.RoomId;
import chat.wire.UserId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The messages of the streams, as they are now. One that is looked up is looked for between its id
 * and its id, in their order: no other index than that of the ids has it (ADR 18).
 */
@Component
public class RoomStream {
  private static final String SENT_AS =
      """
      select %s from stream e
      where e.room = $1 and e.by_id = $2 and e.client_id between $3 and $3
      order by e.client_id limit 1
      """
          .formatted(MessageRow.AS_IT_WAS_SENT);
  private static final String ONE =
      """
      select %s from stream e
      where e.room = $1 and e.message between $2 and $2 and e.kind = 'sent'
      order by e.message limit 1
      """
          .formatted(MessageRow.AS_IT_IS);
  private static final String MANY =
      """
      select %s
      from unnest($1, $2) as p (room, message)
      cross join lateral (
        select * from stream e
        where e.room = p.room and e.message between p.message and p.message and e.kind = 'sent'
        order by e.message limit 1
      ) e
      """
          .formatted(MessageRow.AS_IT_IS);
  private static final String SENT_BY =
      """
      select %s from stream e
      where e.room = $1 and e.by_id = $2 and e.kind = 'sent' and e.seq > $3
      order by e.seq
      limit $4
      """
          .formatted(MessageRow.AS_IT_IS);
  private static final String PINNED =
      """
      select %s from stream e
      where e.room = $1 and e.seq > $2 and e.pinned_at is not null
      order by e.seq
      """
          .formatted(MessageRow.AS_IT_IS);

  private final DatabaseClient database;
  private final Pages pages;

  RoomStream(DatabaseClient database, Pages pages) {
    this.database = database;
    this.pages = pages;
  }

  /** What a sender's client has sent to a room under that id, as it was sent. */
  public Mono<Message> sentAs(RoomId room, UserId sender, String clientId) {
    return database
        .sql(SENT_AS)
        .bind(0, room.value())
        .bind(1, sender.value())
        .bind(2, clientId)
        .map(MessageRow::message)
        .one();
  }

  /** A deleted message is still found, without its text. */
  public Mono<Message> message(RoomId room, MessageId message) {
    return database
        .sql(ONE)
        .bind(0, room.value())
        .bind(1, message.value())
        .map(MessageRow::message)
        .one();
  }

  /** Those of them that there are, in no particular order. */
  public Flux<Message> messages(Collection<Place> places) {
    return places.isEmpty()
        ? Flux.empty()
        : database
            .sql(MANY)
            .bind(0, places.stream().map(place -> place.room().value()).toArray(UUID[]::new))
            .bind(1, places.stream().map(place -> place.message().value()).toArray(UUID[]::new))
            .map(MessageRow::message)
            .all();
  }

  /** The rooms in which somebody is, or was. */
  public Flux<RoomId> roomsOf(UserId user) {
    return database
        .sql("select room from members where member = :user order by room")
        .bind("user", user.value())
        .mapValue(UUID.class)
        .all()
        .map(RoomId::new);
  }

  /** The oldest messages of this sender after this seq. */
  public Mono<List<Message>> sentBy(RoomId room, UserId sender, long after, int limit) {
    return database
        .sql(SENT_BY)
        .bind(0, room.value())
        .bind(1, sender.value())
        .bind(2, after)
        .bind(3, limit)
        .map(MessageRow::message)
        .all()
        .collectList();
  }

  /** Where a message is. */
  public record Place(RoomId room, MessageId message) {}

  /** What a message has said, the oldest text first; nothing of a deleted one. */
  public Mono<List<Wording>> wordings(RoomId room, MessageId message) {
    return database
        .sql(
            """
            select at, text from (
              -- each kind has its index; of both together a plan would go through the room
              (select seq, at, text from events
                where room = :room and message between :message and :message and kind = 'sent'
                order by message limit 1)
              union all
              (select seq, at, text from events
                where room = :room and message between :message and :message and kind = 'edited'
                order by message, seq)
            ) w
            where text is not null
            order by seq
            """)
        .bind("room", room.value())
        .bind("message", message.value())
        .map(RoomStream::wording)
        .all()
        .collectList();
  }

  private static Wording wording(Readable row) {
    long at = present(row.get("at", Long.class));
    return new Wording(present(row.get("text", String.class)), Instant.ofEpochMilli(at));
  }

  /** Of a room, in the order in which they were sent. */
  public Mono<List<Message>> pinned(RoomId room, long after) {
    return database
        .sql(PINNED)
        .bind(0, room.value())
        .bind(1, after)
        .map(MessageRow::message)
        .all()
        .collectList();
  }

  public Mono<Boolean> holds(RoomId room, MessageId message) {
    return database
        .sql(
            """
            select (
              select true from events
              where room = :room and message between :message and :message and kind = 'sent'
              order by message limit 1) is not null
            """)
        .bind("room", room.value())
        .bind("message", message.value())
        .mapValue(Boolean.class)
        .one();
  }

  /** The seq with which somebody has last come in; 0 when that was never in the stream. */
  public Mono<Long> joined(RoomId room, UserId user) {
    return database
        .sql(
            """
            select coalesce(
              (select seq from events
                where room = :room and by_id between :user and :user and kind = 'joined'
                order by by_id desc, seq desc limit 1),
              (select joined_seq from members where room = :room and member = :user),
              0)
            """)
        .bind("room", room.value())
        .bind("user", user.value())
        .mapValue(Long.class)
        .one();
  }

  /** The oldest messages between the two, both excluded, and the head at the same moment. */
  public Mono<Page> after(RoomId room, long after, long before, int limit) {
    return pages
        .after(room, Edition.UNKNOWN, after, before, limit)
        .defaultIfEmpty(Page.ofNothing(room));
  }

  /** The newest messages before this seq, in their order, and the head at the same moment. */
  public Mono<Page> before(RoomId room, long before, int limit) {
    return before(room, 0, before, limit);
  }

  /** The newest messages between the two, both excluded. */
  public Mono<Page> before(RoomId room, long after, long before, int limit) {
    return pages
        .before(room, Edition.UNKNOWN, after, before, limit)
        .map(piece -> piece.page(room))
        .defaultIfEmpty(Page.ofNothing(room));
  }
}
