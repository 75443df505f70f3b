package chat.gateway.forward;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The instances of one service, taken in turn. One that did not answer is passed over for a while,
 * unless no other is left: a service with a single instance is back the moment it answers.
 */
final class Instances {
  private final Supplier<List<URI>> present;
  private final Duration rest;
  private final InstantSource clock;
  private final AtomicInteger turn = new AtomicInteger();
  private final Map<URI, Long> restingUntil = new ConcurrentHashMap<>();

  Instances(Supplier<List<URI>> present, Duration rest, InstantSource clock) {
    this.present = present;
    this.rest = rest;
    this.clock = clock;
  }

  /** The next to ask, among those that this request has not tried yet. */
  Optional<URI> next(Collection<URI> tried) {
    List<URI> all = present.get();
    int first = Math.floorMod(turn.getAndIncrement(), all.size());
    List<URI> untried =
        IntStream.range(0, all.size())
            .mapToObj(i -> all.get((first + i) % all.size()))
            .filter(instance -> !tried.contains(instance))
            .toList();
    return untried.stream()
        .filter(this::isAwake)
        .findFirst()
        .or(() -> untried.stream().findFirst());
  }

  private boolean isAwake(URI instance) {
    return restingUntil.getOrDefault(instance, 0L) <= clock.millis();
  }

  void answered(URI instance) {
    restingUntil.remove(instance);
  }

  void didNotAnswer(URI instance) {
    restingUntil.keySet().retainAll(present.get());
    restingUntil.put(instance, clock.millis() + rest.toMillis());
  }
}
