package chat.messages.batch;

import chat.kit.problem.Problem;
import chat.messages.engine.Mailbox;
import chat.wire.ProblemType;
import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * Lets a few work at a time and the others wait in line. What thousands want from the store in the
 * same moment would else stand before what everybody else wants.
 */
public final class Few {
  private static final Logger log = LoggerFactory.getLogger(Few.class);

  private final Mailbox mailbox = new Mailbox(fault -> log.error("A fault in a line", fault));
  private final Queue<Runnable> line = new ArrayDeque<>();
  private final int most;
  private int places;

  /**
   * @param places how many work at a time
   * @param most how many wait; whoever comes then is told to try again
   */
  public Few(int places, int most) {
    this.places = places;
    this.most = most;
  }

  /** The same, once it has its turn. */
  public <T> Mono<T> inTurn(Mono<T> work) {
    return Mono.create(
        waiting -> {
          Disposable.Swap working = Disposables.swap();
          waiting.onDispose(working);
          Mono<T> turn =
              work.doOnSuccess(waiting::success)
                  .doOnError(waiting::error)
                  .onErrorComplete() // whoever waits has heard of it
                  .doFinally(end -> leave())
                  .contextWrite(waiting.contextView());
          mailbox.execute(
              () -> {
                if (line.size() == most) {
                  waiting.error(busy());
                } else {
                  line.add(() -> begin(turn, working));
                  serve();
                }
              });
        });
  }

  private static Problem busy() {
    return Problem.of(ProblemType.BUSY, "More is asked than can be answered; try again.")
        .header("Retry-After", "1");
  }

  private void begin(Mono<?> turn, Disposable.Swap working) {
    if (working.isDisposed()) {
      places++; // nobody waits any more
    } else {
      working.update(turn.subscribe());
    }
  }

  private void leave() {
    mailbox.execute(
        () -> {
          places++;
          serve();
        });
  }

  private void serve() {
    while (places > 0 && !line.isEmpty()) {
      places--;
      line.remove().run();
    }
  }
}
