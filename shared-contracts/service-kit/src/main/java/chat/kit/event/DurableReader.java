package chat.kit.event;

import chat.kit.event.EventCodec.Decoded;
import chat.kit.observability.LogContext;
import chat.wire.event.CloudEvent;
import chat.wire.event.DomainEvent;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Reads a durable queue for a listener: each event once, with retries, and at last to the dead
 * letters.
 */
final class DurableReader<T extends DomainEvent> implements Reader {
  private static final Logger log = LoggerFactory.getLogger(DurableReader.class);

  private final DurableListener<T> listener;
  private final Inbox inbox;
  private final Burial burial;
  private final Listening listening;
  private final ListenerMeters meters;

  DurableReader(DurableListener<T> listener, Inbox inbox, Burial burial, Listening listening) {
    this.listener = listener;
    this.inbox = inbox;
    this.burial = burial;
    this.listening = listening;
    this.meters = listening.meters(name());
  }

  @Override
  public String name() {
    return listener.queue().name();
  }

  @Override
  public String declare(Channel channel) throws IOException {
    listening.topology().declare(channel, listener.queue());
    return name();
  }

  @Override
  public Mono<Void> read(Arrival arrival, Session session) {
    return switch (arrival.content()) {
      case Decoded.Known(var event) when listener.type().isInstance(event.data()) ->
          listening.traces().within(name(), event, handle(event, arrival, session));
      case Decoded.Known(var event) -> ignore(event.data().type());
      case Decoded.UnknownType(var type) -> ignore(type);
      case Decoded.Unreadable(var reason) -> {
        log.error("What came to {} cannot be read: {}", name(), reason);
        yield bury(arrival, new Burial.Cause(reason, 0), session);
      }
    };
  }

  private Mono<Void> handle(CloudEvent event, Arrival arrival, Session session) {
    var what = "%s %s at %s".formatted(event.data().type(), event.id(), name());
    var attempts = new Attempts(what, listening.settings(), session, meters);
    return inbox
        .once(name(), event.id(), Mono.defer(() -> call(event)))
        .timeout(listening.settings().attemptTimeout())
        .retryWhen(attempts)
        .doOnNext(this::count)
        .then()
        .onErrorResume(
            failure -> !(failure instanceof SessionOverException),
            failure ->
                Mono.deferContextual(
                    chain -> {
                      LogContext.run(chain, () -> complain(what, attempts.failed(), failure));
                      var cause = new Burial.Cause(failure.toString(), attempts.failed());
                      return bury(arrival, cause, session);
                    }));
  }

  private Mono<Void> call(CloudEvent event) {
    return listener.handler().handle(listener.type().cast(event.data()), event);
  }

  private void count(boolean first) {
    if (first) {
      meters.handled();
    } else {
      meters.duplicate();
    }
  }

  private Mono<Void> ignore(String type) {
    return Mono.fromRunnable(() -> meters.ignored(type));
  }

  private static void complain(String what, int attempts, Throwable failure) {
    log.error("{} failed {} times and goes to the dead letters", what, attempts, failure);
  }

  /** As often as it takes: the event is not acknowledged before it rests safely. */
  private Mono<Void> bury(Arrival arrival, Burial.Cause cause, Session session) {
    return burial
        .bury(listener.queue(), arrival, cause)
        .retryWhen(
            Retry.from(failures -> failures.concatMap(failure -> buryLater(failure, session))))
        .doOnSuccess(done -> meters.dead());
  }

  private Mono<Long> buryLater(Retry.RetrySignal signal, Session session) {
    log.warn(
        "A dead letter of {} was not taken, trying again: {}", name(), signal.failure().toString());
    return session.pause(listening.settings().backoff().pause(signal.totalRetries() + 1));
  }
}
