package chat.kit.event;

import chat.kit.observability.LogContext;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.CannotCreateTransactionException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;
import reactor.util.retry.Retry;

/**
 * The attempts to handle one event: a bounded number, with growing pauses. It is not the event's
 * fault when the database or Redis is away: such attempts do not count.
 */
final class Attempts extends Retry {
  private static final Logger log = LoggerFactory.getLogger(Attempts.class);

  private final String what;
  private final MessagingSettings settings;
  private final Session session;
  private final ListenerMeters meters;
  private int failed;

  Attempts(String what, MessagingSettings settings, Session session, ListenerMeters meters) {
    this.what = what;
    this.settings = settings;
    this.session = session;
    this.meters = meters;
  }

  /** How many failed by the event's or the handler's own fault. */
  int failed() {
    return failed;
  }

  @Override
  public Publisher<?> generateCompanion(Flux<RetrySignal> failures) {
    return failures.concatMap(failure -> Mono.deferContextual(chain -> again(failure, chain)));
  }

  private Mono<Long> again(RetrySignal signal, ContextView chain) {
    var failure = signal.failure();
    meters.failed();
    if (!isOutage(failure) && ++failed >= settings.attempts()) {
      return Mono.error(failure);
    }
    long next = signal.totalRetries() + 2;
    LogContext.run(
        chain, () -> log.warn("{} failed, attempt {} follows: {}", what, next, failure.toString()));
    return session
        .pause(settings.backoff().pause(signal.totalRetries() + 1))
        .doOnNext(waited -> meters.retried());
  }

  private static boolean isOutage(Throwable failure) {
    return failure instanceof CannotCreateTransactionException
        || failure instanceof DataAccessResourceFailureException
        || failure instanceof TransientDataAccessResourceException;
  }
}
