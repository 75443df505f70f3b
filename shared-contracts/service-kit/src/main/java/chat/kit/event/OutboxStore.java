package chat.kit.event;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The table {@code outbox} as the relay sees it. */
final class OutboxStore {
  /** Any number, as long as nothing else in the service's database locks by it. */
  private static final long RELAY = 0x6f7574626f78L;

  private final DatabaseClient database;

  OutboxStore(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Whether the caller's transaction is the one that relays now; it stays so until it ends, however
   * it ends. A statement of its own, before {@link #take}: the snapshot of the next statement is
   * then newer than the commit of whoever relayed before.
   */
  Mono<Boolean> turn() {
    return database
        .sql("select pg_try_advisory_xact_lock($1)")
        .bind(0, RELAY)
        .map(row -> Boolean.TRUE.equals(row.get(0, Boolean.class)))
        .one();
  }

  /** Takes out the first events, in their order; a rollback puts them back. */
  Mono<List<Outgoing>> take(int limit) {
    return database
        .sql(
            """
            delete from outbox
            where position = any (array (select position from outbox order by position limit $1))
            returning position, event_id, type, traceparent, event
            """)
        .bind(0, limit)
        .map(Taken::of)
        .all()
        .sort(Comparator.comparingLong(Taken::position))
        .map(Taken::event)
        .collectList();
  }

  Mono<OutboxBacklog.Size> size() {
    return database
        .sql(
            """
            select count(*), coalesce(extract(epoch from now() - min(created_at)), 0)::bigint
            from outbox
            """)
        .map(
            row ->
                new OutboxBacklog.Size(
                    present(row.get(0, Long.class)),
                    Duration.ofSeconds(present(row.get(1, Long.class)))))
        .one();
  }

  private static <T> T present(@Nullable T column) {
    return Objects.requireNonNull(column);
  }

  private record Taken(long position, Outgoing event) {
    static Taken of(Readable row) {
      return new Taken(
          present(row.get("position", Long.class)),
          new Outgoing(
              present(row.get("event_id", UUID.class)),
              present(row.get("type", String.class)),
              row.get("traceparent", String.class),
              present(row.get("event", String.class))));
    }
  }
}
