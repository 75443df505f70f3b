package chat.messages.engine.netty;

import chat.messages.engine.Timers;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Timers on the event loops, so that thousands of heartbeats cost no thread. */
public final class NettyTimers implements Timers {
  private final EventExecutorGroup loops;

  public NettyTimers(EventExecutorGroup loops) {
    this.loops = loops;
  }

  @Override
  public long now() {
    return System.nanoTime();
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    ScheduledFuture<?> scheduled = loops.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }
}
