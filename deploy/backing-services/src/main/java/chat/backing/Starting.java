package chat.backing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One backing service that starts when it is first wanted, once, on a thread of its own. */
final class Starting<T> {
  private final String name;
  private final Callable<Started<T>> starter;
  private final Consumer<Step> progress;
  private @Nullable CompletableFuture<Started<T>> begun;
  private boolean closed;

  Starting(String name, Callable<Started<T>> starter, Consumer<Step> progress) {
    this.name = name;
    this.starter = starter;
    this.progress = progress;
  }

  void begin() {
    var _ = begun();
  }

  private synchronized CompletableFuture<Started<T>> begun() {
    if (closed) {
      throw new BackingServiceException(name + " was stopped");
    }
    if (begun == null) {
      var future = new CompletableFuture<Started<T>>();
      begun = future;
      Thread.ofVirtual().name("start-" + name).start(() -> start(future));
    }
    return begun;
  }

  T get() {
    try {
      return begun().join().service();
    } catch (CompletionException e) {
      throw e.getCause() instanceof BackingServiceException known
          ? known
          : new BackingServiceException(name + " did not start: " + e.getCause(), e);
    }
  }

  private void start(CompletableFuture<Started<T>> future) {
    var from = System.nanoTime();
    progress.accept(new Step(name, Step.State.STARTING, "", Duration.ZERO));
    try {
      var started = starter.call();
      var detail = started.origin() + ", " + started.service();
      progress.accept(new Step(name, Step.State.READY, detail, since(from)));
      future.complete(started);
    } catch (Exception | LinkageError e) {
      progress.accept(
          new Step(name, Step.State.FAILED, String.valueOf(e.getMessage()), since(from)));
      future.completeExceptionally(e);
    }
  }

  /** Waits for a start that is under way: what half stands cannot be taken down cleanly. */
  void close() throws Exception {
    CompletableFuture<Started<T>> future;
    synchronized (this) {
      closed = true;
      future = begun;
      begun = null;
    }
    if (future == null) {
      return;
    }
    var started = future.exceptionally(e -> null).join();
    if (started != null) {
      var from = System.nanoTime();
      started.end().close();
      progress.accept(new Step(name, Step.State.STOPPED, "", since(from)));
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
