package chat.messages.engine;

import chat.messages.engine.Timers.Timer;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The server asks, the client answers. The times are fixed beforehand, so that a timer which goes
 * off a little late does not lengthen them; but a client is not held responsible for a pause of
 * ours.
 */
final class Heartbeat {
  private final Timers timers;
  private final Executor mailbox;
  private final long interval;
  private final long timeout;
  private final Runnable ping;
  private final Runnable late;
  private long pingAt;
  private long deadline;
  private boolean asked;
  private int turn;
  private @Nullable Timer timer;

  Heartbeat(
      Timers timers, Executor mailbox, EngineSettings settings, Runnable ping, Runnable late) {
    this.timers = timers;
    this.mailbox = mailbox;
    this.interval = settings.pingInterval().toNanos();
    this.timeout = settings.pingTimeout().toNanos();
    this.ping = ping;
    this.late = late;
  }

  /** At the beginning, and whenever the client has answered. */
  void beat() {
    stop();
    pingAt = timers.now() + interval;
    timer = at(pingAt, this::ask);
  }

  private void ask() {
    long now = timers.now();
    deadline = (now - pingAt > timeout / 2 ? now : pingAt) + timeout;
    asked = true;
    timer = at(deadline, late);
    ping.run();
  }

  private Timer at(long time, Runnable task) {
    int mine = ++turn;
    Duration delay = Duration.ofNanos(Math.max(0, time - timers.now()));
    return timers.after(delay, () -> mailbox.execute(() -> goOff(mine, task)));
  }

  /** A timer that was cancelled a moment too late does nothing. */
  private void goOff(int which, Runnable task) {
    if (which == turn) {
      task.run();
    }
  }

  /** Whether the client is overdue although the timer has not gone off yet. */
  boolean isLate() {
    return asked && timers.now() - deadline >= 0;
  }

  void stop() {
    asked = false;
    turn++;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
