package chat.rooms.code;

import chat.rooms.room.Sql;
import chat.wire.RoomId;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The codes that open rooms: at most one for each room. */
@Repository
public class Codes {
  private static final int ATTEMPTS = 5;

  private final DatabaseClient database;
  private final CodeSettings settings;

  Codes(DatabaseClient database, CodeSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  /** A code and how long it opens its room. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Code(
      String code, @Nullable Instant expiresAt, @Nullable Integer maxUses, int uses) {}

  public Mono<Code> find(RoomId room) {
    return database
        .sql("select code, expires_at, max_uses, uses from code where room = :room")
        .bind("room", room.value())
        .map(Codes::code)
        .one();
  }

  /** Gives the room a new code; the old one opens nothing any more. */
  public Mono<Code> renew(RoomId room, @Nullable Instant expiresAt, @Nullable Integer maxUses) {
    return Mono.defer(() -> put(room, CodeLetters.random(settings.length()), expiresAt, maxUses))
        .repeatWhenEmpty(ATTEMPTS, attempts -> attempts)
        .switchIfEmpty(
            Mono.error(() -> new IllegalStateException("No free code was found for " + room)));
  }

  public Mono<Boolean> delete(RoomId room) {
    return database
        .sql("delete from code where room = :room")
        .bind("room", room.value())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  /** A code as it is kept, from what somebody typed. */
  public static String read(String typed) {
    return CodeLetters.read(typed);
  }

  /** The room that a code opens now. */
  public Mono<RoomId> opens(String code) {
    return database
        .sql(
            """
            select room from code where code = :code
              and (expires_at is null or expires_at > now())
              and (max_uses is null or uses < max_uses)
            """)
        .bind("code", code)
        .map(row -> new RoomId(Sql.get(row, "room", UUID.class)))
        .one();
  }

  /** Counts a use; false when the code has been replaced, has ended or is used up. */
  public Mono<Boolean> use(RoomId room, String code) {
    return database
        .sql(
            """
            update code set uses = uses + 1 where room = :room and code = :code
              and (expires_at is null or expires_at > now())
              and (max_uses is null or uses < max_uses)
            """)
        .bind("room", room.value())
        .bind("code", code)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  private Mono<Code> put(
      RoomId room, String code, @Nullable Instant expiresAt, @Nullable Integer maxUses) {
    return database
        .sql(
            """
            insert into code (room, code, expires_at, max_uses)
            select :room, :code, :expires_at, :max_uses
            where not exists (select from code where code = :code)
            on conflict (room) do update set code = excluded.code,
              expires_at = excluded.expires_at, max_uses = excluded.max_uses, uses = 0
            returning code, expires_at, max_uses, uses
            """)
        .bind("room", room.value())
        .bind("code", code)
        .bind("expires_at", Sql.nullable(expiresAt, Instant.class))
        .bind("max_uses", Sql.nullable(maxUses, Integer.class))
        .map(Codes::code)
        .one();
  }

  private static Code code(Readable row) {
    return new Code(
        Sql.get(row, "code", String.class),
        row.get("expires_at", Instant.class),
        row.get("max_uses", Integer.class),
        Sql.get(row, "uses", Integer.class));
  }
}
