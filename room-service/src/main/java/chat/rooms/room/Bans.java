package chat.rooms.room;

import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserRef;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who may not come into a room, until when and why. */
@Repository
public class Bans {
  private static final String BAN =
      """
      select p.id as person, p.name, p.kind, b.reason, b.until, b.at
      from ban b join person p on p.id = b.person
      where b.room = :room and (b.until is null or b.until > now())
      """;

  private final DatabaseClient database;

  Bans(DatabaseClient database) {
    this.database = database;
  }

  /** Somebody who may not come in. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Ban(UserRef user, @Nullable String reason, @Nullable Instant until, Instant at) {}

  public Mono<Ban> find(RoomId room, UserId user) {
    return database
        .sql(BAN + " and b.person = :person")
        .bind("room", room.value())
        .bind("person", user.value())
        .map(Bans::ban)
        .one();
  }

  public Flux<Ban> all(RoomId room) {
    return database
        .sql(BAN + " order by b.at desc, p.id limit 1000")
        .bind("room", room.value())
        .map(Bans::ban)
        .all();
  }

  /** Bans, or bans anew with another reason or end; an invitation falls with it. */
  public Mono<Void> put(
      RoomId room, UserId user, UserId by, @Nullable String reason, @Nullable Instant until) {
    return database
        .sql(
            """
            with uninvited as (delete from invitation where room = :room and person = :person)
            insert into ban (room, person, by, reason, until, at)
            values (:room, :person, :by, :reason, :until, now())
            on conflict (room, person) do update set by = excluded.by, reason = excluded.reason,
              until = excluded.until, at = excluded.at
            """)
        .bind("room", room.value())
        .bind("person", user.value())
        .bind("by", by.value())
        .bind("reason", Sql.nullable(reason, String.class))
        .bind("until", Sql.nullable(until, Instant.class))
        .then();
  }

  /** Whose ban has ended by its time. */
  public Flux<UserId> ended(RoomId room) {
    return database
        .sql(
            "select person from ban where room = :room and until <= now() order by person limit 100")
        .bind("room", room.value())
        .map(row -> new UserId(Sql.get(row, "person", UUID.class)))
        .all();
  }

  /** Forgets a ban that has ended; false when there was none. */
  public Mono<Boolean> deleteEnded(RoomId room, UserId user) {
    return database
        .sql("delete from ban where room = :room and person = :person and until <= now()")
        .bind("room", room.value())
        .bind("person", user.value())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows > 0);
  }

  /** Lifts a ban; false when there was none. */
  public Mono<Boolean> delete(RoomId room, UserId user) {
    return database
        .sql("delete from ban where room = :room and person = :person")
        .bind("room", room.value())
        .bind("person", user.value())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows > 0);
  }

  private static Ban ban(io.r2dbc.spi.Readable row) {
    return new Ban(
        People.ref(row),
        row.get("reason", String.class),
        row.get("until", Instant.class),
        Sql.get(row, "at", Instant.class));
  }
}
