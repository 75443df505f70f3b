package chat.kit.event;

import java.util.List;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Flux;

/** The listeners of a service: they start last, and stop first, finishing what is in hand. */
final class Listeners implements SmartLifecycle {
  private final List<Subscription> subscriptions;
  private volatile boolean running;

  Listeners(List<Subscription> subscriptions) {
    this.subscriptions = subscriptions;
  }

  @Override
  public void start() {
    running = true;
    subscriptions.forEach(Subscription::start);
  }

  @Override
  public void stop(Runnable callback) {
    running = false;
    Flux.fromIterable(subscriptions)
        .flatMap(Subscription::stop, Integer.MAX_VALUE)
        .doFinally(end -> callback.run())
        .subscribe();
  }

  @Override
  public void stop() {
    stop(() -> {});
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
