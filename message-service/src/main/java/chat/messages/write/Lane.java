package chat.messages.write;

import chat.kit.database.Line;
import chat.kit.event.Outbox;
import chat.kit.problem.Problem;
import chat.messages.batch.Aside;
import chat.messages.batch.Batches;
import chat.wire.ProblemType;
import chat.wire.frame.ServerFrame;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import reactor.core.publisher.Mono;

/**
 * Writes events one batch after the other over a connection of its own, and tells the outbox and
 * the sockets what is committed.
 */
final class Lane {
  private final BatchStatement statement;
  private final Line line;
  private final Outbox outbox;
  private final Sockets sockets;
  private final Written written;
  private final WriteSettings settings;
  private final Batches<Waiting> batches;

  Lane(
      BatchStatement statement,
      Line line,
      Outbox outbox,
      Sockets sockets,
      Written written,
      WriteSettings settings) {
    this.statement = statement;
    this.line = line;
    this.outbox = outbox;
    this.sockets = sockets;
    this.written = written;
    this.settings = settings;
    this.batches = new Batches<>(settings.queue(), settings.batch(), this::writeEach);
  }

  void end() {
    batches.dispose();
    line.dispose();
  }

  /**
   * Its number, once it is committed; empty when it was not written. It is written even when nobody
   * waits any more.
   */
  Mono<Long> write(Waiting event) {
    return Mono.defer(() -> batches.offer(event) ? event.answer() : Mono.error(busy()));
  }

  private static Problem busy() {
    return Problem.of(ProblemType.BUSY, "More is written than the store takes; try again.")
        .header("Retry-After", "1");
  }

  /** What repeats another event of the batch comes after it, and finds that written. */
  private Mono<Void> writeEach(List<Waiting> batch) {
    List<Waiting> first = new ArrayList<>();
    List<Waiting> repeated = new ArrayList<>();
    Set<Object> keys = new HashSet<>();
    batch.forEach(event -> (keys.add(event.event().key()) ? first : repeated).add(event));
    return repeated.isEmpty()
        ? write(first)
        : write(first).then(Mono.defer(() -> writeEach(repeated)));
  }

  private Mono<Void> write(List<Waiting> batch) {
    return Mono.defer(() -> numbers(batch))
        .timeout(settings.patience())
        .doOnNext(numbers -> answer(batch, numbers))
        .then()
        .onErrorResume(error -> recover(batch, error));
  }

  private Mono<@Nullable Long[]> numbers(List<Waiting> batch) {
    return line.ask(
            statement.sql(), statement.arguments(batch), row -> Numbers.of(row, batch.size()))
        .single()
        .doOnNext(numbers -> outbox.wake())
        .onErrorResume(
            DataIntegrityViolationException.class, refusal -> statement.refused(batch, refusal));
  }

  private void answer(List<Waiting> batch, @Nullable Long[] numbers) {
    List<ServerFrame.Durable> frames = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      Long seq = numbers[i];
      if (seq != null) {
        NewEvent event = batch.get(i).event();
        frames.add(event.frame().apply(seq));
        written.in(event.room());
      }
    }
    sockets.tellSoon(frames);
    each(batch, i -> batch.get(i).written(numbers[i]));
  }

  private static void each(List<Waiting> batch, IntConsumer deed) {
    Aside.each(batch.size(), i -> batch.get(i).writer(), deed);
  }

  /** One bad event must not fail its neighbours: the halves are tried for themselves. */
  private Mono<Void> recover(List<Waiting> batch, Throwable error) {
    if (batch.size() == 1 || isAway(error)) {
      each(batch, i -> batch.get(i).failed(error));
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
