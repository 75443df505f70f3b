package chat.messages.write;

import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Writes events one batch after the other. While a batch is on its way the next one gathers, and
 * leaves as soon as that is back: nobody waits for a timer, and the busier it is, the larger the
 * batches.
 */
final class Lane {
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final EventWriter writer;
  private final WriteSettings settings;
  private final Queue<Waiting> queue;
  private final Queue<Waiting> repeated = new ArrayDeque<>(); // only while a batch is put together
  private final Sinks.Many<Boolean> arrivals = Sinks.many().multicast().directBestEffort();

  Lane(EventWriter writer, WriteSettings settings) {
    this.writer = writer;
    this.settings = settings;
    this.queue = new ArrayBlockingQueue<>(settings.queue());
  }

  /**
   * Its number, once it is committed; empty when it would have changed nothing. It is written even
   * when nobody waits any more.
   */
  Mono<Long> write(Waiting event) {
    return Mono.defer(
        () -> {
          if (!queue.offer(event)) {
            return Mono.error(busy());
          }
          arrivals.emitNext(true, Sinks.EmitFailureHandler.busyLooping(AT_ONCE));
          // whatever follows must not keep the next batch waiting
          return event.answer().publishOn(Schedulers.parallel());
        });
  }

  private static Problem busy() {
    return Problem.of(ProblemType.BUSY, "More is written than the store takes; try again.")
        .header("Retry-After", "1");
  }

  /** All its work, for as long as somebody is subscribed: nothing is written before. */
  Flux<Void> work() {
    return arrivals.asFlux().onBackpressureLatest().concatMap(arrival -> drain(), 0);
  }

  private Mono<Void> drain() {
    return Mono.defer(() -> write(next()))
        .repeat(() -> !queue.isEmpty() || !repeated.isEmpty())
        .then();
  }

  /**
   * What repeats another event of the batch waits for the next one, where it finds that written.
   */
  private List<Waiting> next() {
    List<Waiting> batch = new ArrayList<>();
    List<Waiting> later = new ArrayList<>();
    Set<Object> keys = new HashSet<>();
    for (int i = 0; i < settings.batch(); i++) {
      @Nullable Waiting event = repeated.isEmpty() ? queue.poll() : repeated.poll();
      if (event == null) {
        break;
      }
      (keys.add(event.event().key()) ? batch : later).add(event);
    }
    repeated.addAll(later);
    return batch;
  }

  private Mono<Void> write(List<Waiting> batch) {
    return batch.isEmpty()
        ? Mono.empty()
        : Mono.defer(() -> writer.write(batch))
            .timeout(settings.patience())
            .doOnNext(numbers -> answer(batch, numbers))
            .then()
            .onErrorResume(error -> recover(batch, error));
  }

  private static void answer(List<Waiting> batch, @Nullable Long[] numbers) {
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).written(numbers[i]);
    }
  }

  /** One bad event must not fail its neighbours: the halves are tried for themselves. */
  private Mono<Void> recover(List<Waiting> batch, Throwable error) {
    if (batch.size() == 1 || isAway(error)) {
      batch.forEach(event -> event.failed(error));
      return Mono.empty();
    }
    int half = batch.size() / 2;
    return write(batch.subList(0, half))
        .then(Mono.defer(() -> write(batch.subList(half, batch.size()))));
  }

  /** Then nobody knows whether the batch is committed; whoever repeats an event will hear it. */
  private static boolean isAway(Throwable error) {
    return error instanceof DataAccessResourceFailureException
        || error instanceof QueryTimeoutException
        || error instanceof TimeoutException;
  }
}
