package chat.kit.event;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Once a day, forgets the events that are too old to be delivered again. */
final class InboxPurge implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(InboxPurge.class);

  private final DatabaseInbox inbox;
  private final Duration keep;
  private Disposable purging = Disposables.disposed();

  InboxPurge(DatabaseInbox inbox, Duration keep) {
    this.inbox = inbox;
    this.keep = keep;
  }

  @Override
  public void start() {
    // not all instances at once, and also where none lives for a whole day
    var first = Duration.ofSeconds(ThreadLocalRandom.current().nextLong(60, 600));
    purging =
        Flux.interval(first, Duration.ofDays(1))
            .onBackpressureDrop()
            .concatMap(day -> purge(), 0)
            .subscribe();
  }

  @Override
  public void stop() {
    purging.dispose();
  }

  @Override
  public boolean isRunning() {
    return !purging.isDisposed();
  }

  private Mono<Void> purge() {
    return inbox
        .forget(keep)
        .doOnError(e -> log.warn("Old inbox rows were not purged, trying again tomorrow", e))
        .onErrorComplete();
  }
}
