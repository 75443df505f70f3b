package chat.messages.stream;

import chat.kit.database.Lines;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * A PostgreSQL that follows the one that is written to, and answers for it as far as it has come.
 * After a failure it is left alone for a while, and then asked once.
 */
final class Replica implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Replica.class);

  private final ConnectionPool connections;
  private final Pages pages;
  private final Duration patience;
  private final long rest;
  private final Counter answered;
  private final Counter behind;
  private final Counter failed;
  private final AtomicBoolean away = new AtomicBoolean();
  private final AtomicLong restsUntil = new AtomicLong();

  Replica(
      ConnectionPool connections,
      ReplicaSettings settings,
      PageSettings usual,
      MeterRegistry meters) {
    this.connections = connections;
    this.pages =
        new Pages(
            DatabaseClient.create(connections),
            new Lines(connections, settings.patience()),
            usual.with(settings.patience()));
    this.patience = settings.patience();
    this.rest = settings.rest().toNanos();
    this.answered = Tails.pages(meters, "replica");
    this.behind = unanswered(meters, "behind");
    this.failed = unanswered(meters, "failed");
  }

  private static Counter unanswered(MeterRegistry meters, String why) {
    return Counter.builder("chat.history.replica.unanswered")
        .description("Pages that the replica was asked for in vain, by why")
        .tag("why", why)
        .register(meters);
  }

  /** Its answer, when it has come to that edition; empty when it has not, or is away. */
  <T> Mono<T> ask(Edition now, Question<T> question) {
    return now.equals(Edition.UNKNOWN) || !isAsked()
        ? Mono.empty()
        : question
            .of(pages, now)
            .timeout(patience)
            .doOnSuccess(this::came)
            .onErrorResume(this::left);
  }

  private boolean isAsked() {
    if (!away.get()) {
      return true;
    }
    long until = restsUntil.get();
    long now = System.nanoTime();
    return now - until >= 0 && restsUntil.compareAndSet(until, now + rest);
  }

  private void came(@Nullable Object answer) {
    (answer == null ? behind : answered).increment();
    if (away.compareAndSet(true, false)) {
      log.info("The replica answers again");
    }
  }

  private <T> Mono<T> left(Throwable why) {
    failed.increment();
    restsUntil.set(System.nanoTime() + rest);
    if (away.compareAndSet(false, true)) {
      log.warn(
          "The replica does not answer, history is read from the store meanwhile: {}",
          NestedExceptionUtils.getMostSpecificCause(why).toString());
    }
    return Mono.empty();
  }

  ConnectionFactory connections() {
    return connections;
  }

  @Override
  public void close() {
    pages.destroy();
    connections.dispose();
  }

  /** What can be asked of any PostgreSQL that has come to an edition. */
  @FunctionalInterface
  interface Question<T> {
    Mono<T> of(Pages pages, Edition atLeast);
  }
}
