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
 * unless no other is left: a service with a single instance is back the moment it answers. One that
 * was silent several times in a row costs everybody who asks it a long wait, so it is left alone
 * even then; now and then one request tries it.
 */
final class Instances {
  private final Supplier<List<URI>> present;
  private final Duration rest;
  private final int patience;
  private final InstantSource clock;
  private final AtomicInteger turn = new AtomicInteger();
  private final Map<URI, Long> restingUntil = new ConcurrentHashMap<>();
  private final Map<URI, Integer> silences = new ConcurrentHashMap<>();

  /**
   * @param patience how many times in a row an instance may be silent before it is left alone
   */
  Instances(Supplier<List<URI>> present, Duration rest, int patience, InstantSource clock) {
    this.present = present;
    this.rest = rest;
    this.patience = patience;
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
        .filter(this::mayBeTried)
        .findFirst()
        .or(() -> untried.stream().filter(instance -> !isLeftAlone(instance)).findFirst());
  }

  /** True to one of many that ask at once, if it is about an instance that was left alone. */
  private boolean mayBeTried(URI instance) {
    if (!isLeftAlone(instance)) {
      return true;
    }
    long now = clock.millis();
    Long until = restingUntil.get(instance);
    return until == null || restingUntil.replace(instance, until, now + rest.toMillis());
  }

  private boolean isLeftAlone(URI instance) {
    return silences.getOrDefault(instance, 0) >= patience;
  }

  private boolean isAwake(URI instance) {
    return restingUntil.getOrDefault(instance, 0L) <= clock.millis();
  }

  void answered(URI instance) {
    silences.remove(instance);
    restingUntil.remove(instance);
  }

  /** It has taken a request and not begun to answer in its time. */
  void wasSilent(URI instance) {
    silences.keySet().retainAll(present.get());
    if (silences.merge(instance, 1, Integer::sum) >= patience) {
      restingUntil.put(instance, clock.millis() + rest.toMillis());
    }
  }

  void didNotAnswer(URI instance) {
    restingUntil.keySet().retainAll(present.get());
    restingUntil.put(instance, clock.millis() + rest.toMillis());
  }
}
