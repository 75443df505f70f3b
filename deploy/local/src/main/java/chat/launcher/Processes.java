package chat.launcher;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes that are not our children. */
final class Processes {
  private Processes() {}

  /** Waits until it has ended, and kills it when that takes too long. */
  static boolean awaitEnd(ProcessHandle process, Duration patience) throws InterruptedException {
    if (endsWithin(process, patience)) {
      return true;
    }
    process.destroyForcibly();
    endsWithin(process, Duration.ofSeconds(5));
    return false;
  }

  private static boolean endsWithin(ProcessHandle process, Duration most)
      throws InterruptedException {
    try {
      process.onExit().get(most.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
