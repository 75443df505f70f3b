package chat.messages.search;

import chat.messages.stream.RoomStream;
import chat.wire.MessageId;
import chat.wire.RoomId;
import chat.wire.UserId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tables of the index. */
@Component
class SearchIndex {
  private final DatabaseClient database;

  SearchIndex(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Some rooms of which the index does not have all; the same ones always would starve others. All
   * rooms are gone through for it.
   */
  Flux<RoomId> behind(int limit) {
    return rooms(
        database
            .sql(
                """
                select h.room from heads h left join search_positions p on p.room = h.room
                where h.head > coalesce(p.seq, 0) order by random() limit :limit
                """)
            .bind("limit", limit));
  }

  Flux<RoomId> behind(UserId member, int limit) {
    return rooms(
        database
            .sql(
                """
                select h.room
                from members m
                join heads h on h.room = m.room
                left join search_positions p on p.room = h.room
                where m.member = :member and m.role is not null and h.head > coalesce(p.seq, 0)
                limit :limit
                """)
            .bind("member", member.value())
            .bind("limit", limit));
  }

  private static Flux<RoomId> rooms(DatabaseClient.GenericExecuteSpec query) {
    return query.mapValue(UUID.class).all().map(RoomId::new);
  }

  /**
   * Up to where the index has this room; nobody else moves on there until the transaction ends.
   * Empty for a room that is no more.
   */
  Mono<Long> position(RoomId room) {
    return database
        .sql(
            """
            insert into search_positions as p (room, seq)
            select room, 0 from heads where room = :room
            on conflict (room) do update set seq = p.seq
            returning seq
            """)
        .bind("room", room.value())
        .mapValue(Long.class)
        .one();
  }

  /** The last of the next events, by their number. */
  Mono<Long> next(RoomId room, long position, int limit) {
    return database
        .sql(
            """
            select coalesce(
              (select seq from events
                where room = :room and seq > :position and seq <= :position + :limit
                order by seq desc limit 1),
              -- none: at the end, or before a gap that retention has left
              (select seq from events
                where room = :room and seq > :position
                order by seq limit 1))
            """)
        .bind("room", room.value())
        .bind("position", position)
        .bind("limit", limit)
        .map(row -> Objects.requireNonNullElse(row.get(0, Long.class), position))
        .one();
  }

  Mono<Void> move(RoomId room, long position) {
    return database
        .sql("update search_positions set seq = :seq where room = :room")
        .bind("room", room.value())
        .bind("seq", position)
        .then();
  }

  /**
   * A message that has changed, as it is now.
   *
   * @param text absent when it is gone
   */
  record Changed(
      UUID message, long seq, long at, UserId by, @Nullable String text, boolean withFiles) {}

  Flux<Changed> changed(RoomId room, long after, long upTo) {
    return database
        .sql(
            """
            with near as (
              -- ordered, or a plan may go through the room by an index that does not know the seq
              select * from events where room = :room and seq > :after and seq <= :up_to
              order by seq
            ), changed as (
              select * from near where kind = 'sent'
              union all
              select first.*
              from (select distinct message from near where kind in ('edited', 'deleted')) later
              -- one by one: a plan may otherwise read all that was ever said in the room
              cross join lateral (
                select * from events e
                where e.room = :room and e.message between later.message and later.message
                  and e.kind = 'sent'
                order by e.message limit 1
              ) first
              where first.seq <= :after
            )
            select message, seq, at, by_id,
                   case when deleted_at is null then coalesce(now_text, text) end as text,
                   coalesce(extras ? 'attachments', false) as with_files
            from changed
            """)
        .bind("room", room.value())
        .bind("after", after)
        .bind("up_to", upTo)
        .map(SearchIndex::changed)
        .all();
  }

  private static Changed changed(Readable row) {
    return new Changed(
        present(row.get("message", UUID.class)),
        present(row.get("seq", Long.class)),
        present(row.get("at", Long.class)),
        new UserId(present(row.get("by_id", UUID.class))),
        row.get("text", String.class),
        present(row.get("with_files", Boolean.class)));
  }

  Mono<Void> put(RoomId room, List<Changed> changed) {
    List<Changed> living = changed.stream().filter(message -> message.text() != null).toList();
    return database
        .sql(
            """
            with gone as (
              delete from search_rows where message = any($6)
            )
            insert into search_rows (message, room, seq, at, words)
            select message, $5, seq, at, words::tsvector
            from unnest($1, $2, $3, $4) as fresh (message, seq, at, words)
            on conflict (message) do update set words = excluded.words
            """)
        .bind(0, column(living, Changed::message, UUID[]::new))
        .bind(1, column(living, Changed::seq, Long[]::new))
        .bind(2, column(living, Changed::at, Long[]::new))
        .bind(3, column(living, SearchIndex::lexemes, String[]::new))
        .bind(4, room.value())
        .bind(
            5,
            column(
                changed.stream().filter(message -> message.text() == null).toList(),
                Changed::message,
                UUID[]::new))
        .then();
  }

  private static <T> T[] column(
      List<Changed> messages, Function<Changed, T> value, IntFunction<T[]> array) {
    return messages.stream().map(value).toArray(array);
  }

  private static String lexemes(Changed message) {
    return Lexemes.of(present(message.text()), message.by(), message.withFiles());
  }

  /**
   * The newest first.
   *
   * @param behind the last one of the page before
   */
  Flux<RoomStream.Place> find(
      UserId reader, String tsquery, Scope scope, @Nullable MessageId behind, int limit) {
    return database
        .sql("select message, room from search_messages($1, $2, $3, $4, $5, $6, $7)")
        .bind(0, reader.value())
        .bind(1, tsquery)
        .bind(2, scope.room() == null ? Parameters.in(UUID.class) : scope.room().value())
        .bind(3, millis(scope.since()))
        .bind(4, millis(scope.before()))
        .bind(5, behind == null ? Parameters.in(UUID.class) : behind.value())
        .bind(6, limit)
        .map(
            row ->
                new RoomStream.Place(
                    new RoomId(present(row.get("room", UUID.class))),
                    new MessageId(present(row.get("message", UUID.class)))))
        .all();
  }

  /** Where somebody looks; what is absent does not matter. */
  record Scope(@Nullable RoomId room, @Nullable Instant since, @Nullable Instant before) {}

  private static Object millis(@Nullable Instant time) {
    return time == null ? Parameters.in(Long.class) : time.toEpochMilli();
  }

  private static <T> T present(@Nullable T column) {
    return Objects.requireNonNull(column);
  }
}
