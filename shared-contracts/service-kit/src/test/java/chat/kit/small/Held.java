package chat.kit.small;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    assertThat(arrived.await(20, TimeUnit.SECONDS)).as("a request has come").isTrue();
  }

  public void letGo() {
    gone.tryEmitEmpty();
  }
}
