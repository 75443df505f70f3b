package chat.messages.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs one task after the other, in the order in which they came, on the thread of whoever found it
 * idle. Nobody waits: who finds it busy leaves the task and goes.
 */
public final class Mailbox implements Executor {
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Consumer<RuntimeException> failed;

  /**
   * @param failed is told of a task that failed, in the mailbox
   */
  public Mailbox(Consumer<RuntimeException> failed) {
    this.failed = failed;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (waiting.getAndIncrement() == 0) {
      drain();
    }
  }

  private void drain() {
    do {
      run(tasks.remove());
    } while (waiting.decrementAndGet() > 0);
  }

  /** One task that fails must not take those after it along. */
  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      failed.accept(e);
    }
  }
}
