package chat.kit.event;

import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import chat.wire.names.DurableQueue;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where operators look at the events that this service gave up, and decide what becomes of them.
 */
@WebEndpoint(id = "deadletters")
final class DeadLettersEndpoint {
  private static final Logger log = LoggerFactory.getLogger(DeadLettersEndpoint.class);
  private static final int MOST = 200;
  private static final int USUAL = 20;

  private final DeadLetters letters;
  private final Map<String, DurableQueue> queues = new TreeMap<>();

  DeadLettersEndpoint(DeadLetters letters, Collection<DurableQueue> queues) {
    this.letters = letters;
    queues.forEach(queue -> this.queues.put(queue.name(), queue));
  }

  record Overview(List<DeadLetters.Counts> queues) {}

  record Redriven(String queue, int redriven) {}

  record Discarded(String queue, int discarded) {}

  @ReadOperation
  Mono<Overview> overview() {
    return Flux.fromIterable(queues.values())
        .concatMap(letters::counts)
        .collectList()
        .map(Overview::new)
        .onErrorMap(AmqpException.class, DeadLettersEndpoint::away);
  }

  @ReadOperation
  Mono<DeadLetters.Page> contents(@Selector String queue, @Nullable Integer limit) {
    int most = bounded(limit);
    return at(queue, known -> letters.first(known, most));
  }

  @WriteOperation
  Mono<Redriven> redriveAll(@Selector String queue) {
    return at(queue, known -> letters.redrive(known, null))
        .map(redriven -> new Redriven(queue, redriven));
  }

  @WriteOperation
  Mono<Redriven> redrive(@Selector String queue, @Selector String event) {
    return at(queue, known -> letters.redrive(known, event))
        .filter(redriven -> redriven > 0)
        .switchIfEmpty(Mono.error(() -> absent(queue + " has no dead letter " + event)))
        .map(redriven -> new Redriven(queue, redriven));
  }

  @DeleteOperation
  Mono<Discarded> discard(@Selector String queue, @Selector String event) {
    return at(queue, known -> letters.discard(known, event))
        .filter(discarded -> discarded > 0)
        .switchIfEmpty(Mono.error(() -> absent(queue + " has no dead letter " + event)))
        .map(discarded -> new Discarded(queue, discarded));
  }

  private <R> Mono<R> at(String queue, Function<DurableQueue, Mono<R>> work) {
    return Mono.justOrEmpty(queues.get(queue))
        .switchIfEmpty(Mono.error(() -> absent("No listener of this service reads " + queue)))
        .flatMap(work)
        .onErrorMap(AmqpException.class, DeadLettersEndpoint::away);
  }

  private static Problem away(AmqpException e) {
    log.warn("The broker cannot be asked for dead letters: {}", e.toString());
    return Problem.of(ProblemType.UNAVAILABLE, "The broker cannot be asked now");
  }

  private static Problem absent(String detail) {
    return Problem.of(ProblemType.NOT_FOUND, detail);
  }

  private static int bounded(@Nullable Integer limit) {
    if (limit == null) {
      return USUAL;
    }
    if (limit < 1 || limit > MOST) {
      throw Problem.of(ProblemType.INVALID_REQUEST, "limit is a number from 1 to " + MOST);
    }
    return limit;
  }
}
