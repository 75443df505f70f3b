package chat.kit.event;

import java.time.Duration;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * The table {@code inbox}. An event is remembered in the transaction of its effect, so that both
 * happen or neither; a second delivery at the same time waits for the first one's end.
 */
final class DatabaseInbox implements Inbox {
  private static final int STEP = 1000;
  private static final Duration BREATH = Duration.ofMillis(100);

  private final DatabaseClient database;
  private final TransactionalOperator transaction;

  DatabaseInbox(DatabaseClient database, TransactionalOperator transaction) {
    this.database = database;
    this.transaction = transaction;
  }

  @Override
  public Mono<Boolean> once(String queue, UUID event, Mono<Void> effect) {
    return transaction.transactional(
        remember(queue, event)
            .flatMap(first -> first ? effect.thenReturn(true) : Mono.just(false)));
  }

  /** In small steps, so that nobody has to wait. */
  Mono<Void> forget(Duration olderThan) {
    return forgetSome(olderThan)
        .expand(
            gone -> gone < STEP ? Mono.empty() : forgetSome(olderThan).delaySubscription(BREATH))
        .then();
  }

  private Mono<Boolean> remember(String queue, UUID event) {
    return database
        .sql("insert into inbox (queue, event_id) values ($1, $2) on conflict do nothing")
        .bind(0, queue)
        .bind(1, event)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  private Mono<Long> forgetSome(Duration olderThan) {
    return database
        .sql(
            """
            delete from inbox where ctid = any (array (
              select ctid from inbox where handled_at < now() - $1 * interval '1 second' limit $2))
            """)
        .bind(0, olderThan.toSeconds())
        .bind(1, STEP)
        .fetch()
        .rowsUpdated();
  }
}
