package chat.auth.mail;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Posts letters one after the other, behind the back of the request that caused them: how long that
 * takes tells nobody whether there is such an account.
 */
@Component
class Mailer implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Mailer.class);
  private static final Duration LAST_POST = Duration.ofSeconds(5);

  private final Post post;
  private final MailSettings settings;
  private final MeterRegistry meters;
  private Sinks.Many<Letter> waiting;
  private Sinks.Empty<Void> allPosted = Sinks.empty();
  private volatile @Nullable Disposable posting;

  Mailer(Post post, MailSettings settings, MeterRegistry meters) {
    this.post = post;
    this.settings = settings;
    this.meters = meters;
    this.waiting = emptyQueue();
  }

  private Sinks.Many<Letter> emptyQueue() {
    return Sinks.many()
        .unicast()
        .onBackpressureBuffer(new ArrayBlockingQueue<>(settings.waiting()));
  }

  /** Never waits; a letter that finds no room is lost, and its user asks for it again. */
  synchronized void post(Letter letter) {
    Sinks.EmitResult result = waiting.tryEmitNext(letter);
    if (result.isFailure()) {
      count("lost");
      log.error("A letter was lost ({}): {}", result, letter.subject());
    }
  }

  @Override
  public synchronized void start() {
    Sinks.Empty<Void> end = allPosted;
    posting =
        waiting
            .asFlux()
            .concatMap(this::deliver)
            .doFinally(signal -> end.tryEmitEmpty())
            .subscribe();
  }

  private Mono<Void> deliver(Letter letter) {
    return Mono.defer(() -> post.deliver(letter)) // one that throws must not end the post
        .retryWhen(Retry.backoff(settings.retries(), settings.pause()))
        .doOnSuccess(done -> count("sent"))
        .onErrorResume(
            e -> {
              count("failed");
              log.error("A letter could not be sent: {}", letter.subject(), e);
              return Mono.empty();
            });
  }

  private void count(String outcome) {
    meters.counter("chat.auth.letters", "outcome", outcome).increment();
  }

  @Override
  public synchronized void stop() {
    Disposable running = posting;
    if (running != null) {
      running.dispose();
      posting = null;
      waiting = emptyQueue();
      allPosted = Sinks.empty();
    }
  }

  /** Lets what waits be posted first, for a moment. */
  @Override
  public synchronized void stop(Runnable done) {
    waiting.tryEmitComplete();
    allPosted
        .asMono()
        .timeout(LAST_POST, Mono.empty())
        .doFinally(
            end -> {
              stop();
              done.run();
            })
        .subscribe();
  }

  @Override
  public boolean isRunning() {
    return posting != null;
  }
}
