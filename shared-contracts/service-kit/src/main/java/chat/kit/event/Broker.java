package chat.kit.event;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionListener;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * The way to the broker: knows whether it is there and since when, says so once when that changes,
 * and connects again after it was away. Relay and listeners wait for it instead of trying
 * themselves.
 */
public final class Broker implements ConnectionListener, SmartLifecycle {
  /** Starts before and stops after everything that publishes or listens. */
  static final int PHASE = DEFAULT_PHASE - 4096;

  private static final Logger log = LoggerFactory.getLogger(Broker.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(4));

  /** There are two connections, and one of them notices first. */
  private static final Duration UNTIL_ALL_IS_BROKEN = Duration.ofMillis(100);

  private final ConnectionFactory connections;
  private final Sinks.Many<State> states = Sinks.many().replay().latest();
  private State state = new State(false, Instant.now(), "Not connected yet");
  private boolean complained;
  private Disposable connecting = Disposables.disposed();
  private volatile boolean running;

  Broker(ConnectionFactory connections) {
    this.connections = connections;
  }

  /**
   * @param reason why the broker is away; absent while it is there
   */
  public record State(boolean connected, Instant since, @Nullable String reason) {}

  public synchronized State state() {
    return state;
  }

  /** The state now and after every change; a slow subscriber sees the latest. */
  Flux<State> states() {
    return states.asFlux().onBackpressureLatest().publishOn(Schedulers.parallel(), 1);
  }

  /** Ends as soon as the broker is there. */
  Mono<Void> up() {
    return states().filter(State::connected).next().then();
  }

  /** A new channel of the connection that listeners share. Blocks. */
  Channel openChannel() throws IOException {
    return openChannel(connections);
  }

  /**
   * A new channel of the connection that publishers share, which the broker may throttle. Blocks.
   */
  Channel openPublisherChannel() throws IOException {
    var publishing = connections.getPublisherConnectionFactory();
    return openChannel(publishing == null ? connections : publishing);
  }

  private static Channel openChannel(ConnectionFactory from) throws IOException {
    // the client's own channel, not Spring's pooled one: it lives and dies with its one user
    var connection = Objects.requireNonNull(from.createConnection().getDelegate());
    var channel = connection.createChannel();
    if (channel == null) {
      throw new IOException("The broker allows no further channel on this connection");
    }
    return channel;
  }

  @Override
  public void start() {
    running = true;
    states.tryEmitNext(state());
    connections.addConnectionListener(this);
    connecting =
        states().filter(known -> !known.connected()).concatMap(away -> connect(), 1).subscribe();
  }

  @Override
  public void stop() {
    running = false;
    connecting.dispose();
    connections.removeConnectionListener(this);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  @Override
  public void onCreate(@Nullable Connection connection) {
    if (connection != null) {
      arrived(connection);
    }
  }

  @Override
  public void onShutDown(ShutdownSignalException signal) {
    left(reason(signal));
  }

  private Mono<Void> connect() {
    return Mono.fromCallable(connections::createConnection)
        .subscribeOn(Schedulers.boundedElastic())
        .delaySubscription(hasComplained() ? UNTIL_ALL_IS_BROKEN : Duration.ZERO)
        .filter(this::arrived)
        .switchIfEmpty(Mono.error(() -> new IOException("the connection broke at once")))
        .doOnError(e -> left(reason(e)))
        .retryWhen(
            Retry.from(
                failures ->
                    failures.concatMap(
                        failure -> Mono.delay(BACKOFF.pause(failure.totalRetries() + 1)))))
        .then();
  }

  private synchronized boolean hasComplained() {
    return complained;
  }

  /**
   * Unless it has broken meanwhile, of which {@link #onShutDown} may have told already and then
   * does not tell again.
   *
   * @return whether it is open
   */
  private synchronized boolean arrived(Connection connection) {
    if (!connection.isOpen()) {
      return false;
    }
    if (!running || state.connected()) {
      return true;
    }
    var away = Duration.between(state.since(), Instant.now()).toSeconds();
    log.info(complained ? "The broker is back after {} s" : "Connected to the broker", away);
    complained = false;
    change(new State(true, Instant.now(), null));
    return true;
  }

  private synchronized void left(@Nullable String reason) {
    if (!running) {
      return;
    }
    if (!complained) {
      complained = true;
      log.warn("The broker is away, trying until it is back: {}", reason);
    }
    if (state.connected()) {
      change(new State(false, Instant.now(), reason));
    } else {
      state = new State(false, state.since(), reason);
    }
  }

  private void change(State now) {
    state = now;
    states.emitNext(now, Sinks.EmitFailureHandler.FAIL_FAST);
  }

  private static String reason(Throwable e) {
    var cause = e.getCause() == null ? e : e.getCause();
    return switch (cause) {
      case UnknownHostException unknown -> "no host is called " + unknown.getMessage();
      default -> cause.getMessage() == null ? cause.toString() : cause.getMessage();
    };
  }
}
