package chat.messages.engine;

import java.time.Duration;

/** A clock that goes off. */
public interface Timers {
  /** Nanoseconds of a clock that only goes forward. */
  long now();

  Timer after(Duration delay, Runnable task);

  /** Something that will be done. */
  interface Timer {
    void cancel();
  }
}
