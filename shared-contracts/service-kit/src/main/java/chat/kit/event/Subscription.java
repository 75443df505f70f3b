package chat.kit.event;

import chat.kit.Trouble;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Keeps a reader supplied: one session after the other for as long as the service runs. Arrivals of
 * one subject are read one after the other, others side by side in a bounded number of lanes.
 */
final class Subscription {
  private static final Logger log = LoggerFactory.getLogger(Subscription.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(4));

  private final Reader reader;
  private final Broker broker;
  private final EventCodec codec;
  private final MessagingSettings settings;
  private final Trouble trouble;
  private final Sinks.Empty<Void> stop = Sinks.empty();
  private final Sinks.Empty<Void> stopped = Sinks.empty();
  private volatile boolean stopping;
  private final AtomicInteger failures = new AtomicInteger();
  private volatile @Nullable Session current;

  Subscription(Reader reader, Broker broker, EventCodec codec, MessagingSettings settings) {
    this.reader = reader;
    this.broker = broker;
    this.codec = codec;
    this.settings = settings;
    this.trouble = new Trouble(log, "Listening on " + reader.name());
  }

  void start() {
    Mono.defer(this::listen)
        .repeat(() -> !stopping)
        .doFinally(end -> stopped.tryEmitEmpty())
        .subscribe();
  }

  /** Ends when what was in hand is done. */
  Mono<Void> stop() {
    stopping = true;
    stop.tryEmitEmpty();
    @Nullable Session session = current;
    if (session != null) {
      session.end();
    }
    return stopped.asMono();
  }

  private Mono<Void> listen() {
    return broker
        .up()
        .takeUntilOther(stop.asMono())
        .then(Mono.defer(() -> stopping ? Mono.empty() : session()))
        .onErrorResume(this::pause);
  }

  private Mono<Void> session() {
    return Mono.usingWhen(
        Mono.fromCallable(this::open).subscribeOn(Schedulers.boundedElastic()),
        this::read,
        session -> Mono.fromRunnable(session::close).subscribeOn(Schedulers.boundedElastic()));
  }

  private Session open() throws IOException {
    var channel = broker.openChannel();
    try {
      var session = Session.open(channel, reader.declare(channel), codec, settings.prefetch());
      current = session;
      if (stopping) {
        session.end();
      }
      trouble.over();
      return session;
    } catch (Exception e) {
      channel.abort();
      throw e;
    }
  }

  private Mono<Void> read(Session session) {
    return session
        .arrivals()
        .groupBy(arrival -> arrival.lane(settings.lanes()), settings.prefetch())
        .flatMap(
            lane ->
                lane.publishOn(Schedulers.parallel()).concatMap(arrival -> read(arrival, session)),
            settings.lanes())
        .then(session.verdict());
  }

  private Mono<Void> read(Arrival arrival, Session session) {
    return session.isOver()
        ? Mono.empty()
        : reader
            .read(arrival, session)
            .then(acknowledge(arrival, session))
            .onErrorComplete(SessionOverException.class);
  }

  private Mono<Void> acknowledge(Arrival arrival, Session session) {
    return Mono.<Void>fromRunnable(() -> session.acknowledge(arrival))
        .subscribeOn(Schedulers.boundedElastic())
        .doOnSuccess(done -> failures.set(0));
  }

  private Mono<Void> pause(Throwable failure) {
    return Mono.delay(BACKOFF.pause(failures.incrementAndGet()))
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
