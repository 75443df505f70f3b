package chat.kit.event;

import chat.kit.Trouble;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** About how much waits in the outbox, as of a few seconds ago. */
public final class OutboxBacklog implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(OutboxBacklog.class);
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final OutboxStore store;
  private final Trouble trouble = new Trouble(log, "Measuring the outbox");
  private volatile Size size = new Size(0, Duration.ZERO);
  private Disposable measuring = Disposables.disposed();

  OutboxBacklog(OutboxStore store, MeterRegistry meters) {
    this.store = store;
    Gauge.builder("chat.outbox.events", () -> size.events())
        .description("About how many events wait to be published")
        .register(meters);
    Gauge.builder("chat.outbox.age", () -> size.age().toSeconds())
        .description("How long the first of them has waited")
        .baseUnit("seconds")
        .register(meters);
  }

  /**
   * @param age of the oldest event that waits
   */
  public record Size(long events, Duration age) {}

  public Size size() {
    return size;
  }

  @Override
  public void start() {
    measuring =
        Flux.interval(Duration.ZERO, EVERY)
            .onBackpressureDrop()
            .concatMap(tick -> measure(), 0)
            .subscribe();
  }

  @Override
  public void stop() {
    measuring.dispose();
  }

  @Override
  public boolean isRunning() {
    return !measuring.isDisposed();
  }

  private Mono<Void> measure() {
    return store
        .size()
        .doOnNext(measured -> size = measured)
        .doOnNext(measured -> trouble.over())
        .doOnError(trouble::met)
        .onErrorComplete()
        .then();
  }
}
