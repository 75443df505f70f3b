package chat.kit.small;

import java.util.concurrent.CountDownLatch;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Keeps a request in the service for as long as a test needs it there. */
public class Held {
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final Sinks.Empty<Void> gone = Sinks.empty();

  Mono<Void> arrive() {
    return Mono.fromRunnable(arrived::countDown).then(gone.asMono());
  }

  /** Waits until a request has come. */
  public void awaitArrival() throws InterruptedException {
    arrived.await();
  }

  public void letGo() {
    gone.tryEmitEmpty();
  }
}
