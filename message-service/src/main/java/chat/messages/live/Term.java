package chat.messages.live;

import chat.messages.engine.Timers;
import chat.messages.engine.Timers.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** How long a socket's token holds, and what happens then. */
final class Term {
  private final Timers timers;
  private final Executor mailbox;
  private @Nullable Timer end;
  private @Nullable Timer renewal;

  /**
   * @param mailbox in which everything here happens
   */
  Term(Timers timers, Executor mailbox) {
    this.timers = timers;
    this.mailbox = mailbox;
  }

  /** Instead of what was to happen before. */
  void ends(Instant when, Runnable task) {
    mailbox.execute(
        () -> {
          cancel(end);
          end = at(when, task);
        });
  }

  void renews(Instant when, Runnable task) {
    mailbox.execute(
        () -> {
          cancel(renewal);
          renewal = at(when, task);
        });
  }

  void over() {
    mailbox.execute(
        () -> {
          cancel(end);
          cancel(renewal);
        });
  }

  private Timer at(Instant when, Runnable task) {
    Duration left = Duration.between(Instant.now(), when);
    return timers.after(left.isNegative() ? Duration.ZERO : left, task);
  }

  private static void cancel(@Nullable Timer timer) {
    if (timer != null) {
      timer.cancel();
    }
  }
}
