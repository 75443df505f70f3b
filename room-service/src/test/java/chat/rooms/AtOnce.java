package chat.rooms;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many calls at the same moment. */
final class AtOnce {
  private AtOnce() {}

  static <T> List<T> all(List<Callable<T>> calls) {
    try (ExecutorService everybody = Executors.newVirtualThreadPerTaskExecutor()) {
      return everybody.invokeAll(calls).stream().map(AtOnce::result).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
