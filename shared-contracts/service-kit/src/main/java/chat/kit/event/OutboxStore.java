package chat.kit.event;

import chat.kit.database.Line;
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

  /** What is locked for so long without a word has been left behind. */
  private static final String LONGEST_SILENCE = "30s";

  /** A database that is cut off does not answer, and does not say so. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DatabaseClient database;

  OutboxStore(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Whether it is this line's turn to relay, from now on until {@link #end} or until it hangs up. A
   * statement of its own, before {@link #next}: the snapshot of the next statement is then newer
   * than what those did who relayed before.
   */
  Mono<Boolean> turn(Line line) {
    return line.ask(
            "select pg_try_advisory_lock($1), set_config('idle_session_timeout', $2, false)",
            List.of(RELAY, LONGEST_SILENCE),
            OutboxStore::isTrue)
        .single()
        .timeout(PATIENCE);
  }

  /** Takes out what has been published, and gives the first events of what is left, in order. */
  Mono<List<Stored>> next(Line line, List<Stored> published, int limit) {
    Long[] positions = published.stream().map(Stored::position).toArray(Long[]::new);
    return line.askAgain(
            "select position, event_id, type, traceparent, event from relay_outbox($1, $2)",
            List.of(positions, limit),
            Stored::of)
        .collectList()
        .timeout(PATIENCE);
  }

  /**
   * Clears away what was taken out. To find the first events PostgreSQL goes by all that it has not
   * cleared away yet, and left to itself it does that once a minute.
   */
  Mono<Void> clean() {
    return database.sql("vacuum (skip_locked, truncate off) outbox").then();
  }

  /** It is somebody else's turn. */
  Mono<Void> end(Line line) {
    return line.askAgain(
            "select pg_advisory_unlock($1), set_config('idle_session_timeout', $2, false)",
            List.of(RELAY, "0"),
            OutboxStore::isTrue)
        .then()
        .timeout(PATIENCE);
  }

  private static boolean isTrue(Readable row) {
    return Boolean.TRUE.equals(row.get(0, Boolean.class));
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
