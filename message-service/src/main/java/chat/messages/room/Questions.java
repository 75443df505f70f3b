package chat.messages.room;

import chat.kit.problem.Problem;
import chat.messages.batch.Batches;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.UserId;
import java.util.List;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

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
    this.batches = new Batches<>(settings.queue(), settings.batch(), this::answer);
  }

  /** One question, and whoever waits for its answer. */
  record Question(RoomId room, UserId user, Sinks.One<Standing> answer) {
    Question(RoomId room, UserId user) {
      this(room, user, Sinks.one());
    }
  }

  @Override
  public void destroy() {
    batches.dispose();
  }

  /** Empty when the projection does not know. */
  Mono<Standing> ask(RoomId room, UserId user) {
    return Mono.defer(
        () -> {
          Question question = new Question(room, user);
          if (!batches.offer(question)) {
            return Mono.error(busy());
          }
          // whatever follows must not keep the next questions waiting
          return question.answer().asMono().publishOn(Schedulers.parallel());
        });
  }

  private static Problem busy() {
    return Problem.of(ProblemType.BUSY, "More is asked than the store answers; try again.")
        .header("Retry-After", "1");
  }

  private Mono<Void> answer(List<Question> batch) {
    return members
        .answer(batch)
        .timeout(settings.patience())
        .doOnSuccess(done -> batch.forEach(question -> question.answer().tryEmitEmpty()))
        .doOnError(error -> batch.forEach(question -> question.answer().tryEmitError(error)))
        .onErrorComplete();
  }
}
