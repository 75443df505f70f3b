package chat.kit.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Publishes what is committed to the outbox, batch by batch, one instance of the service at a time.
 * A batch is published, confirmed and then taken out within one transaction: if anything fails it
 * is still there, whole, for whoever comes next. The transaction changes nothing while it waits for
 * the broker, or the database could not clean up behind anybody meanwhile.
 */
final class OutboxRelay implements SmartLifecycle {
  /** Stops after the web server and the listeners, so that their last commits are published. */
  static final int PHASE = DEFAULT_PHASE - 3072;

  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
  private static final int ANOTHER_INSTANCE = -1;
  private static final Duration UNTIL_ANOTHER_IS_DONE = Duration.ofMillis(20);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(4));

  private final OutboxStore store;
  private final TransactionalOperator transaction;
  private final ConfirmedPublisher publisher;
  private final Broker broker;
  private final OutboxSettings settings;
  private final Counter published;
  private final Trouble trouble = new Trouble(log, "Relaying the outbox");
  private final Sinks.Many<Long> wakes = Sinks.many().multicast().directBestEffort();
  private Sinks.Empty<Void> stop = Sinks.empty();
  private Sinks.Empty<Void> stopped = Sinks.empty();
  private long failures;
  private volatile boolean running;

  OutboxRelay(
      OutboxStore store,
      TransactionalOperator transaction,
      ConfirmedPublisher publisher,
      Broker broker,
      OutboxSettings settings,
      MeterRegistry meters) {
    this.store = store;
    this.transaction = transaction;
    this.publisher = publisher;
    this.broker = broker;
    this.settings = settings;
    this.published =
        Counter.builder("chat.outbox.published")
            .description("Events published and confirmed")
            .register(meters);
  }

  void wake() {
    wakes.emitNext(0L, Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
  }

  @Override
  public void start() {
    running = true;
    stop = Sinks.empty();
    stopped = Sinks.empty();
    Flux.merge(wakes.asFlux(), Flux.interval(Duration.ZERO, settings.poll()), broker.states())
        .takeUntilOther(stop.asMono())
        .onBackpressureLatest()
        .concatMap(reason -> Mono.defer(this::drain).then(rest()), 0)
        .doFinally(end -> stopped.tryEmitEmpty())
        .subscribe();
  }

  private Mono<Long> rest() {
    return Mono.delay(settings.rest()).takeUntilOther(stop.asMono());
  }

  /** Finishes the batch in hand. */
  @Override
  public void stop(Runnable callback) {
    running = false;
    stop.tryEmitEmpty();
    stopped.asMono().doFinally(end -> callback.run()).subscribe();
  }

  @Override
  public void stop() {
    stop(() -> {});
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  private Mono<Void> drain() {
    if (!running || !broker.state().connected()) {
      return Mono.empty(); // no database connection shall wait for it; its return wakes this again
    }
    return round()
        .expand(this::next)
        .then()
        .doOnSuccess(done -> works())
        .onErrorResume(this::pause);
  }

  private Mono<Integer> next(int last) {
    if (running && last == ANOTHER_INSTANCE) {
      return round().delaySubscription(UNTIL_ANOTHER_IS_DONE);
    }
    return running && last == settings.batch() ? round() : Mono.empty();
  }

  /** How many events were published. */
  private Mono<Integer> round() {
    return publisher
        .ready()
        .then(transaction.transactional(store.turn().flatMap(this::relay)))
        .doOnNext(events -> published.increment(Math.max(events, 0)));
  }

  private Mono<Integer> relay(boolean mine) {
    return mine
        ? store.first(settings.batch()).flatMap(this::publish)
        : Mono.just(ANOTHER_INSTANCE);
  }

  private Mono<Integer> publish(List<OutboxStore.Stored> stored) {
    List<Outgoing> events = stored.stream().map(OutboxStore.Stored::event).toList();
    return events.isEmpty()
        ? Mono.just(0)
        : publisher
            .publish(events)
            .then(Mono.defer(() -> store.remove(stored)))
            .thenReturn(events.size());
  }

  private void works() {
    failures = 0;
    trouble.over();
  }

  private Mono<Void> pause(Throwable failure) {
    return Mono.delay(BACKOFF.pause(++failures))
        .takeUntilOther(stop.asMono())
        .doOnTerminate(() -> complain(failure))
        .then();
  }

  /** Unless the broker is away, which has been said. */
  private void complain(Throwable failure) {
    if (broker.state().connected()) {
      trouble.met(failure);
    }
  }
}
