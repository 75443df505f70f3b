package chat.backing;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Asks again and again, briefly, until something is so. */
final class Waiting {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Waiting() {}

  @FunctionalInterface
  interface Condition {
    boolean holds();
  }

  static boolean until(Duration patience, Condition condition) throws InterruptedException {
    var deadline = System.nanoTime() + patience.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(PAUSE);
    }
    return true;
  }

  /** The first answer that is not an exception; the last exception when patience ends. */
  static <T> T untilAnswered(Duration patience, Callable<T> question) throws Exception {
    var deadline = System.nanoTime() + patience.toNanos();
    @Nullable Exception last = null;
    while (last == null || System.nanoTime() < deadline) {
      try {
        return question.call();
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        last = e;
        Thread.sleep(PAUSE);
      }
    }
    throw last;
  }
}
