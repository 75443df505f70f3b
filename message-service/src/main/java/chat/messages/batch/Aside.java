package chat.messages.batch;

import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Schedulers;

/**
 * Tells those who wait for a batch what has become of it, away from the thread that brought the
 * news: whatever follows must not keep the next batch waiting. One hop between threads serves many.
 */
public final class Aside {
  private static final Logger log = LoggerFactory.getLogger(Aside.class);
  private static final int AT_LEAST = 32;

  private Aside() {}

  /**
   * @param deed is given each number below this size
   */
  public static void each(int size, IntConsumer deed) {
    int processors = Runtime.getRuntime().availableProcessors();
    int piece = Math.max(AT_LEAST, Math.ceilDiv(size, processors));
    for (int from = 0; from < size; from += piece) {
      int first = from;
      int end = Math.min(size, from + piece);
      Schedulers.parallel().schedule(() -> range(first, end, deed));
    }
  }

  private static void range(int from, int end, IntConsumer deed) {
    for (int i = from; i < end; i++) {
      try {
        deed.accept(i);
      } catch (RuntimeException e) {
        log.error("One who waited could not be told", e); // the others must be
      }
    }
  }
}
