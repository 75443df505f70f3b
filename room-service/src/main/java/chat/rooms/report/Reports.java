package chat.rooms.report;

import chat.rooms.room.People;
import chat.rooms.room.Sql;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserRef;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reports of messages and people; what has an outcome is dealt with. */
@Repository
class Reports {
  private static final String REPORT =
      """
      select r.*, p.id as person, p.name, p.kind from report r join person p on p.id = r.by
      """;

  private final DatabaseClient database;

  Reports(DatabaseClient database) {
    this.database = database;
  }

  /** What a report is about. */
  enum Subject {
    @JsonProperty("message")
    MESSAGE,
    @JsonProperty("user")
    USER
  }

  /**
   * A report.
   *
   * @param outcome absent as long as nobody has dealt with it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Report(
      UUID id,
      RoomId room,
      Subject subject,
      UUID about,
      UserRef by,
      String reason,
      Instant at,
      @Nullable String outcome,
      @Nullable UserId resolvedBy,
      @Nullable Instant resolvedAt) {}

  /** Writes a report; false when the same person's report of the same thing is still open. */
  Mono<Boolean> insert(
      UUID id, RoomId room, Subject subject, UUID about, UserId by, String reason) {
    return database
        .sql(
            """
            insert into report (id, room, subject, about, by, reason, at)
            values (:id, :room, :subject, :about, :by, :reason, now())
            on conflict (room, about, by) where outcome is null do nothing
            """)
        .bind("id", id)
        .bind("room", room.value())
        .bind("subject", subject.name())
        .bind("about", about)
        .bind("by", by.value())
        .bind("reason", reason)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  Mono<Report> find(UUID id) {
    return database.sql(REPORT + "where r.id = :id").bind("id", id).map(Reports::report).one();
  }

  /** The open reports of one room, or of all, oldest first. */
  Flux<Report> open(@Nullable RoomId room, @Nullable UUID after, int limit) {
    return database
        .sql(
            REPORT
                + """
                where r.outcome is null and (:room is null or r.room = :room)
                  and (:after is null or r.id > :after)
                order by r.id limit :limit
                """)
        .bind("room", Sql.nullable(room == null ? null : room.value(), UUID.class))
        .bind("after", Sql.nullable(after, UUID.class))
        .bind("limit", limit)
        .map(Reports::report)
        .all();
  }

  /** Closes a report; false when somebody else was faster. */
  Mono<Boolean> resolve(UUID id, String outcome, UserId by) {
    return database
        .sql(
            """
            update report set outcome = :outcome, resolved_by = :by, resolved_at = now()
            where id = :id and outcome is null
            """)
        .bind("id", id)
        .bind("outcome", outcome)
        .bind("by", by.value())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  private static Report report(Readable row) {
    UUID resolvedBy = row.get("resolved_by", UUID.class);
    return new Report(
        Sql.get(row, "id", UUID.class),
        new RoomId(Sql.get(row, "room", UUID.class)),
        Subject.valueOf(Sql.get(row, "subject", String.class)),
        Sql.get(row, "about", UUID.class),
        People.ref(row),
        Sql.get(row, "reason", String.class),
        Sql.get(row, "at", Instant.class),
        row.get("outcome", String.class),
        resolvedBy == null ? null : new UserId(resolvedBy),
        row.get("resolved_at", Instant.class));
  }
}
