package chat.kit.event;

import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** Wakes whoever listens, from any thread; ringing never fails and never waits. */
final class Bell {
  private static final int AGAIN_MILLIS = 1;

  private final Sinks.Many<Long> rings = Sinks.many().multicast().directBestEffort();

  /**
   * Somebody who rings at this very moment may have been heard already, before what this one is
   * about: then it rings once more behind them.
   */
  void ring() {
    if (rings.tryEmitNext(0L) == Sinks.EmitResult.FAIL_NON_SERIALIZED) {
      Schedulers.parallel().schedule(this::ring, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  Flux<Long> rings() {
    return rings.asFlux();
  }
}
