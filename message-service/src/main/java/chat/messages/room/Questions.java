package chat.messages.room;

import chat.kit.problem.Problem;
import chat.messages.batch.Aside;
import chat.messages.batch.Batches;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.UserId;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Asks the projection how people stand to rooms, many in one statement: while one is on its way the
 * next questions gather. Nothing is remembered, so nothing has to be forgotten when somebody is
 * thrown out.
 */
@Component
class Questions implements DisposableBean {
  private final Members members;
  private final RoomSettings settings;
  private final Batches<Question> batches;

  Questions(Members members, RoomSettings settings) {
    this.members = members;
    this.settings = settings;
    this.batches =
        new Batches<>(settings.queue(), settings.batch(), settings.apart(), this::answer);
  }

  /** One question, and whoever waits for its answer. */
  record Question(RoomId room, UserId user, Executor asker, Sinks.One<View> answer) {
    Question(RoomId room, UserId user) {
      this(room, user, Aside.here(), Sinks.one());
    }
  }

  @Override
  public void destroy() {
    batches.dispose();
  }

  /** Empty when the projection does not know. */
  Mono<View> ask(RoomId room, UserId user) {
    return Mono.defer(
        () -> {
          Question question = new Question(room, user);
          return batches.offer(question) ? question.answer().asMono() : Mono.error(busy());
        });
  }

  private static Problem busy() {
    return Problem.of(ProblemType.BUSY, "More is asked than the store answers; try again.")
        .header("Retry-After", "1");
  }

  private Mono<Void> answer(List<Question> batch) {
    return members
        .standings(batch)
        .timeout(settings.patience())
        .doOnNext(known -> each(batch, i -> answer(batch.get(i), known[i])))
        .doOnError(error -> each(batch, i -> batch.get(i).answer().tryEmitError(error)))
        .onErrorComplete()
        .then();
  }

  private static void each(List<Question> batch, IntConsumer answer) {
    Aside.each(batch.size(), i -> batch.get(i).asker(), answer);
  }

  private static void answer(Question question, Members.@Nullable Known known) {
    if (known == null) {
      question.answer().tryEmitEmpty();
    } else if (known.view() == null) {
      question.answer().tryEmitError(Problem.of(ProblemType.ROOM_NOT_FOUND));
    } else {
      question.answer().tryEmitValue(known.view());
    }
  }
}
