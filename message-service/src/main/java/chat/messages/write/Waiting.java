package chat.messages.write;

import chat.kit.event.OutboxRow;
import chat.messages.batch.Aside;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** An event on its way into the database, and whoever waits for its number. */
final class Waiting {
  private final NewEvent event;
  private final @Nullable OutboxRow fact;
  private final Executor writer = Aside.here();
  private final Sinks.One<Long> answer = Sinks.one();

  Waiting(NewEvent event, @Nullable OutboxRow fact) {
    this.event = event;
    this.fact = fact;
  }

  NewEvent event() {
    return event;
  }

  @Nullable OutboxRow fact() {
    return fact;
  }

  /** Where its writer hears of it. */
  Executor writer() {
    return writer;
  }

  /** Empty when it would have changed nothing. */
  Mono<Long> answer() {
    return answer.asMono();
  }

  void written(@Nullable Long seq) {
    if (seq == null) {
      answer.tryEmitEmpty();
    } else {
      answer.tryEmitValue(seq);
    }
  }

  void failed(Throwable error) {
    answer.tryEmitError(error);
  }
}
