package chat.kit.event;

import chat.kit.Trouble;
import chat.kit.database.Line;
import chat.kit.event.OutboxStore.Stored;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Publishes what is committed to the outbox, batch by batch, one instance of the service at a time:
 * the one whose session holds the lock. A batch is published, confirmed and then taken out: if
 * anything fails it is still there, whole, for whoever comes next. No transaction waits for the
 * broker, or the database could not clean up behind anybody meanwhile.
 */
final class OutboxRelay implements SmartLifecycle {
  /** Stops after the web server and the listeners, so that their last commits are published. */
  static final int PHASE = DEFAULT_PHASE - 3072;

  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
  private static final Duration UNTIL_ANOTHER_IS_DONE = Duration.ofMillis(20);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(4));

  private final OutboxStore store;
  private final Line line;
  private final ConfirmedPublisher publisher;
  private final Broker broker;
  private final OutboxSettings settings;
  private final Counter published;
  private final Trouble trouble = new Trouble(log, "Relaying the outbox");
  private final Trouble untidy = new Trouble(log, "Clearing the outbox of what was taken out");
  private final Bell bell = new Bell();
  private Sinks.Empty<Void> stop = Sinks.empty();
  private Sinks.Empty<Void> stopped = Sinks.empty();
  private long failures;
  private long takenOut;
  private Disposable cleaning = Disposables.disposed();
  private volatile boolean running;

  OutboxRelay(
      OutboxStore store,
      Line line,
      ConfirmedPublisher publisher,
      Broker broker,
      OutboxSettings settings,
      MeterRegistry meters) {
    this.store = store;
    this.line = line;
    this.publisher = publisher;
    this.broker = broker;
    this.settings = settings;
    this.published =
        Counter.builder("chat.outbox.published")
            .description("Events published and confirmed")
            .register(meters);
  }

  /** After a commit: whatever becomes of this, what is committed is committed. */
  void wake() {
    bell.ring();
  }

  @Override
  public void start() {
    running = true;
    stop = Sinks.empty();
    stopped = Sinks.empty();
    Flux.merge(bell.rings(), Flux.interval(Duration.ZERO, settings.poll()), broker.states())
        .takeUntilOther(stop.asMono())
        .onBackpressureLatest()
        .concatMap(reason -> Mono.defer(this::drain), 0)
        .doFinally(end -> stopped())
        .subscribe();
  }

  private void stopped() {
    cleaning.dispose();
    line.hangUp();
    stopped.tryEmitEmpty();
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
    return publisher
        .ready()
        .then(turn())
        .filter(mine -> mine)
        .flatMap(mine -> relay(List.of()).expand(this::relay).then(store.end(line)))
        .doOnSuccess(done -> works())
        .onErrorResume(this::pause);
  }

  /** Another instance may relay now, but it may have looked before the last commits here. */
  private Mono<Boolean> turn() {
    return store
        .turn(line)
        .filter(mine -> mine || !running)
        .repeatWhenEmpty(tries -> tries.delayElements(UNTIL_ANOTHER_IS_DONE));
  }

  /** Finishes a batch and publishes the next one; empty when there is none. */
  private Mono<List<Stored>> relay(List<Stored> published) {
    return store
        .next(line, published, running ? settings.batch() : 0)
        .doOnNext(left -> tidy(published.size()))
        .filter(left -> !left.isEmpty())
        .delayUntil(this::publish);
  }

  /** Beside the rounds: of a long backlog it may take minutes. */
  private void tidy(int justTakenOut) {
    takenOut += justTakenOut;
    if (takenOut >= settings.untidy() && cleaning.isDisposed()) {
      takenOut = 0;
      cleaning = store.clean().subscribe(done -> {}, untidy::met, untidy::over);
    }
  }

  private Mono<Void> publish(List<Stored> events) {
    return publisher
        .publish(events.stream().map(Stored::event).toList())
        .doOnSuccess(confirmed -> published.increment(events.size()))
        .then(events.size() == settings.batch() ? Mono.empty() : rest());
  }

  private Mono<Void> rest() {
    return Mono.delay(settings.rest()).takeUntilOther(stop.asMono()).then();
  }

  private void works() {
    failures = 0;
    trouble.over();
  }

  private Mono<Void> pause(Throwable failure) {
    line.hangUp();
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
