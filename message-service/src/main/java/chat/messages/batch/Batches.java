package chat.messages.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Works batch by batch: while one is on its way the next one gathers, and leaves as soon as that is
 * back. The busier it is, the larger the batches. Where that is so soon that hardly anything has
 * gathered, they can be kept apart: then a batch of more than one is followed no sooner than that.
 */
public final class Batches<T> implements Disposable {
  private static final Logger log = LoggerFactory.getLogger(Batches.class);
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final Queue<T> queue;
  private final int most;
  private final Duration apart;
  private final Function<List<T>, Mono<Void>> work;
  private final Sinks.Many<Boolean> arrivals = Sinks.many().multicast().directBestEffort();
  private final AtomicBoolean awake = new AtomicBoolean();
  private final Disposable working;

  /** Of which the next leaves as soon as the last one is back. */
  public Batches(int queue, int most, Function<List<T>, Mono<Void>> work) {
    this(queue, most, Duration.ZERO, work);
  }

  /**
   * @param queue how many may wait
   * @param most how many a batch holds
   * @param apart from when a batch of more than one leaves until the next one may
   * @param work is never given an empty batch, nor two at a time
   */
  public Batches(int queue, int most, Duration apart, Function<List<T>, Mono<Void>> work) {
    this.queue = new ArrayBlockingQueue<>(queue);
    this.most = most;
    this.apart = apart;
    this.work = work;
    this.working =
        arrivals.asFlux().onBackpressureLatest().concatMap(arrival -> drain(), 0).subscribe();
  }

  /** Whether there is room for it. */
  public boolean offer(T item) {
    boolean taken = queue.offer(item);
    if (taken) {
      wake();
    }
    return taken;
  }

  /** The same for some that may go out together; those for which there is no room. */
  public List<T> offerAll(List<T> items) {
    List<T> refused = new ArrayList<>();
    for (T item : items) {
      if (!queue.offer(item)) {
        refused.add(item);
      }
    }
    wake();
    return refused;
  }

  private void wake() {
    if (!awake.compareAndSet(false, true)) {
      return;
    }
    try {
      arrivals.emitNext(true, Sinks.EmitFailureHandler.busyLooping(AT_ONCE));
    } catch (Sinks.EmissionException e) {
      awake.set(false); // whoever comes next wakes it
      throw e;
    }
  }

  @Override
  public void dispose() {
    working.dispose();
  }

  @Override
  public boolean isDisposed() {
    return working.isDisposed();
  }

  private Mono<Void> drain() {
    return Mono.defer(this::one).repeat(this::hasMore).then();
  }

  /** Falls asleep when there is nothing left; whoever comes right then has not been overlooked. */
  private boolean hasMore() {
    if (!queue.isEmpty()) {
      return true;
    }
    awake.set(false);
    return !queue.isEmpty() && awake.compareAndSet(false, true);
  }

  private Mono<Void> one() {
    List<T> batch = next();
    if (batch.isEmpty()) {
      return Mono.empty();
    }
    Mono<Void> worked =
        Mono.defer(() -> work.apply(batch))
            .doOnError(error -> log.error("A batch of {} was lost", batch.size(), error))
            .onErrorComplete();
    return batch.size() == 1 || apart.isZero() ? worked : Mono.when(Mono.delay(apart), worked);
  }

  private List<T> next() {
    List<T> batch = new ArrayList<>();
    @Nullable T item = queue.poll();
    while (item != null) {
      batch.add(item);
      item = batch.size() < most ? queue.poll() : null;
    }
    return batch;
  }
}
