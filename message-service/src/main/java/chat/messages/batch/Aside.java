package chat.messages.batch;

import io.netty.util.internal.ThreadExecutorMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Schedulers;

/**
 * Tells those who wait for a batch what has become of it, away from the thread that brought the
 * news: whatever follows must not keep the next batch waiting. Who has asked from an event loop
 * hears of it there, where the answer is written without another hop; one hop serves all of them.
 */
public final class Aside {
  private static final Logger log = LoggerFactory.getLogger(Aside.class);
  private static final Executor ANYWHERE = task -> Schedulers.parallel().schedule(task);

  private Aside() {}

  /** Where the calling thread hears of what it has asked for. */
  public static Executor here() {
    Executor loop = ThreadExecutorMap.currentExecutor();
    return loop == null ? ANYWHERE : loop;
  }

  /**
   * @param home where each of them hears of it
   * @param deed is given each number below this size
   */
  public static void each(int size, IntFunction<Executor> home, IntConsumer deed) {
    Map<Executor, List<Integer>> homes = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      homes.computeIfAbsent(home.apply(i), any -> new ArrayList<>()).add(i);
    }
    homes.forEach((there, numbers) -> send(there, () -> tell(numbers, deed)));
  }

  /** An event loop that has ended has nobody left who would hear it, but others may wait, too. */
  private static void send(Executor there, Runnable news) {
    try {
      there.execute(news);
    } catch (RejectedExecutionException ended) {
      ANYWHERE.execute(news);
    }
  }

  private static void tell(List<Integer> numbers, IntConsumer deed) {
    for (int number : numbers) {
      try {
        deed.accept(number);
      } catch (RuntimeException e) {
        log.error("One who waited could not be told", e); // the others must be
      }
    }
  }
}
