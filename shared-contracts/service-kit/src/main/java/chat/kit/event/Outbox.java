package chat.kit.event;

import chat.wire.event.CloudEvent;
import chat.wire.event.DomainEvent;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Where a transaction puts the events it makes true, to be published once it is committed. To keep
 * their order, a transaction holds the row lock of an event's subject when it appends.
 */
public final class Outbox {
  private static final String INSERT =
      """
      insert into outbox (event_id, type, subject, traceparent, event)
      select event_id, type, subject, traceparent, event
      from unnest($1, $2, $3, $4, $5) with ordinality
        as fresh (event_id, type, subject, traceparent, event, place)
      order by place
      """;

  private final DatabaseClient database;
  private final Envelopes envelopes;
  private final EventCodec codec;
  private final OutboxRelay relay;

  Outbox(DatabaseClient database, Envelopes envelopes, EventCodec codec, OutboxRelay relay) {
    this.database = database;
    this.envelopes = envelopes;
    this.codec = codec;
    this.relay = relay;
  }

  /** Appends in this order, in the caller's transaction. */
  public Mono<Void> append(DomainEvent... events) {
    return Mono.deferContextual(
        subscriber -> {
          var rows =
              Stream.of(events).map(event -> row(envelopes.wrap(event, subscriber))).toList();
          return rows.isEmpty() ? Mono.empty() : wakeAfterCommit().then(insert(rows));
        });
  }

  /**
   * For a service that writes the row in a statement of its own, then calls {@link #wake} once that
   * is committed. The event is in the trace of the subscriber.
   */
  public OutboxRow prepare(DomainEvent event, ContextView subscriber) {
    return row(envelopes.wrap(event, subscriber));
  }

  /** Something was committed to the outbox: publish it now rather than at the next look. */
  public void wake() {
    relay.wake();
  }

  private OutboxRow row(CloudEvent event) {
    return new OutboxRow(
        event.id(), event.data().type(), event.subject(), event.traceparent(), codec.encode(event));
  }

  private Mono<Void> wakeAfterCommit() {
    return TransactionSynchronizationManager.forCurrentTransaction()
        .filter(TransactionSynchronizationManager::isActualTransactionActive)
        .switchIfEmpty(Mono.error(Outbox::withoutTransaction))
        .onErrorMap(NoTransactionException.class, e -> withoutTransaction())
        .doOnNext(transaction -> transaction.registerSynchronization(new Waking()))
        .then();
  }

  private Mono<Void> insert(List<OutboxRow> rows) {
    return database
        .sql(INSERT)
        .bind(0, rows.stream().map(OutboxRow::eventId).toArray(UUID[]::new))
        .bind(1, texts(rows, OutboxRow::type))
        .bind(2, texts(rows, OutboxRow::subject))
        .bind(3, texts(rows, OutboxRow::traceparent))
        .bind(4, texts(rows, OutboxRow::event))
        .then();
  }

  private static String[] texts(List<OutboxRow> rows, Function<OutboxRow, String> column) {
    return rows.stream().map(column).toArray(String[]::new);
  }

  private static IllegalStateException withoutTransaction() {
    return new IllegalStateException(
        "An event is appended within the transaction that makes it true, and there is none");
  }

  private final class Waking implements TransactionSynchronization {
    @Override
    public Mono<Void> afterCommit() {
      return Mono.fromRunnable(relay::wake);
    }
  }
}
