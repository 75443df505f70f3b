package chat.kit.event;

import io.r2dbc.spi.Readable;
import java.time.Duration;
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
   * it ends. A statement of its own, before {@link #first}: the snapshot of the next statement is
   * then newer than the commit of whoever relayed before.
   */
  Mono<Boolean> turn() {
    return database
        .sql("select pg_try_advisory_xact_lock($1)")
        .bind(0, RELAY)
        .map(row -> Boolean.TRUE.equals(row.get(0, Boolean.class)))
        .one();
  }

  /** The first events, in their order. */
  Mono<List<Stored>> first(int limit) {
    return database
        .sql(
            """
            select position, event_id, type, traceparent, event
            from outbox order by position limit $1
            """)
        .bind(0, limit)
        .map(Stored::of)
        .all()
        .collectList();
  }

  Mono<Void> remove(List<Stored> events) {
    return database
        .sql("delete from outbox where position = any ($1)")
        .bind(0, events.stream().map(Stored::position).toArray(Long[]::new))
        .then();
  }

  /**
   * By the first and the last position, which the index has at hand: to count the rows would be to
   * go through all that have been taken out since the last vacuum. Positions that were given up
   * between the two, with their transactions, are counted as well.
   */
  Mono<OutboxBacklog.Size> size() {
    return database
        .sql(
            """
            select last.position - first.position + 1,
              extract(epoch from now() - first.created_at)::bigint
            from (select position, created_at from outbox order by position limit 1) first
            cross join (select position from outbox order by position desc limit 1) last
            """)
        .map(
            row ->
                new OutboxBacklog.Size(
                    present(row.get(0, Long.class)),
                    Duration.ofSeconds(present(row.get(1, Long.class)))))
        .one()
        .defaultIfEmpty(new OutboxBacklog.Size(0, Duration.ZERO));
  }

  private static <T> T present(@Nullable T column) {
    return Objects.requireNonNull(column);
  }

  record Stored(long position, Outgoing event) {
    static Stored of(Readable row) {
      return new Stored(
          present(row.get(0, Long.class)),
          new Outgoing(
              present(row.get(1, UUID.class)),
              present(row.get(2, String.class)),
              row.get(3, String.class),
              present(row.get(4, String.class))));
    }
  }
}
