package chat.messages.retention;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Forgets old events and deleted rooms, from time to time, on one node at a time. */
@Component
class Retention {
  private static final Logger log = LoggerFactory.getLogger(Retention.class);

  /** Any number that nobody else takes. */
  private static final long LOCK = 0x72657461696eL;

  private final DatabaseClient database;
  private final TransactionalOperator transaction;
  private final RetentionSettings settings;

  Retention(
      DatabaseClient database, TransactionalOperator transaction, RetentionSettings settings) {
    this.database = database;
    this.transaction = transaction;
    this.settings = settings;
  }

  @Scheduled(initialDelayString = "PT1M", fixedDelayString = "${chat.retention.every:10m}")
  Mono<Void> run() {
    return forget()
        .doOnError(error -> log.warn("Nothing is forgotten for now: {}", error.toString()))
        .onErrorComplete()
        .then();
  }

  /** How many events. */
  Mono<Long> forget() {
    return round()
        .expand(forgotten -> forgotten > 0 ? round() : Mono.empty())
        .reduce(0L, Long::sum);
  }

  /** Some of each room; nothing while another node is at it. */
  private Mono<Long> round() {
    return Mono.defer(() -> rooms(Instant.now().toEpochMilli())).as(transaction::transactional);
  }

  private Mono<Long> rooms(long now) {
    return database
        .sql("select pg_try_advisory_xact_lock(:lock)")
        .bind("lock", LOCK)
        .mapValue(Boolean.class)
        .one()
        .filter(mine -> mine)
        .flatMapMany(
            mine ->
                database
                    .sql("select room, before from rooms_to_forget(:now, :rooms)")
                    .bind("now", now)
                    .bind("rooms", settings.rooms())
                    .map(Due::of)
                    .all()
                    .collectList()
                    .flatMapIterable(due -> due))
        .concatMap(this::forget)
        .reduce(0L, Long::sum);
  }

  private Mono<Long> forget(Due due) {
    return database
        .sql("select forget_events(:room, :before, :size)")
        .bind("room", due.room())
        .bind("before", due.before())
        .bind("size", settings.atOnce())
        .mapValue(Long.class)
        .one();
  }

  private record Due(UUID room, long before) {
    static Due of(Readable row) {
      return new Due(
          Objects.requireNonNull(row.get("room", UUID.class)),
          Objects.requireNonNull(row.get("before", Long.class)));
    }
  }
}
