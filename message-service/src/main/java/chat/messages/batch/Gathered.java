package chat.messages.batch;

import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Questions to the store that are asked many at a time: while some are on their way the next ones
 * gather. To ask for one costs about as much as to ask for ten.
 */
public final class Gathered<Q, A> implements Disposable {
  private final Function<List<Q>, Mono<@Nullable A[]>> answers;
  private final Duration patience;
  private final Batches<Asked<Q, A>> batches;

  /**
   * @param queue how many may wait before callers are told to try again
   * @param most how many are asked together
   * @param apart as for {@link Batches}
   * @param patience how long an answer may take
   * @param answers those to each of some questions, in their order; null where there is none
   */
  public Gathered(
      int queue,
      int most,
      Duration apart,
      Duration patience,
      Function<List<Q>, Mono<@Nullable A[]>> answers) {
    this.answers = answers;
    this.patience = patience;
    this.batches = new Batches<>(queue, most, apart, this::answer);
  }

  private record Asked<Q, A>(Q question, Executor asker, Sinks.One<A> answer) {}

  @Override
  public void dispose() {
    batches.dispose();
  }

  @Override
  public boolean isDisposed() {
    return batches.isDisposed();
  }

  /** Empty where there is no answer. Heard where it was asked: see {@link Aside}. */
  public Mono<A> ask(Q question) {
    return Mono.defer(
        () -> {
          Asked<Q, A> asked = new Asked<>(question, Aside.here(), Sinks.one());
          return batches.offer(asked) ? asked.answer().asMono() : Mono.error(busy());
        });
  }

  private static Problem busy() {
    return Problem.of(ProblemType.BUSY, "More is asked than the store answers; try again.")
        .header("Retry-After", "1");
  }

  private Mono<Void> answer(List<Asked<Q, A>> batch) {
    return Mono.defer(() -> answers.apply(batch.stream().map(Asked::question).toList()))
        .timeout(patience)
        .doOnNext(known -> each(batch, i -> tell(batch.get(i), known[i])))
        .doOnError(error -> each(batch, i -> batch.get(i).answer().tryEmitError(error)))
        .onErrorComplete()
        .then();
  }

  private void each(List<Asked<Q, A>> batch, IntConsumer deed) {
    Aside.each(batch.size(), i -> batch.get(i).asker(), deed);
  }

  private void tell(Asked<Q, A> asked, @Nullable A answer) {
    if (answer == null) {
      asked.answer().tryEmitEmpty();
    } else {
      asked.answer().tryEmitValue(answer);
    }
  }
}
