package chat.messages.engine;

import java.time.Duration;
import java.util.Optional;

/**
 * Lets newcomers in at a pace. After a storm they stand in line, each with a time of its own; for
 * whom the line is too long is told to come back later.
 */
public final class Admission {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Timers timers;
  private final long gap;
  private final long atOnce;
  private final long patience;
  private long last;

  Admission(EngineSettings settings, Timers timers) {
    this.timers = timers;
    this.gap = SECOND / settings.pace();
    this.atOnce = SECOND / 10;
    this.patience = settings.patience().toNanos();
    this.last = timers.now() - SECOND;
  }

  /** The time by which newcomers are measured. */
  public long now() {
    return timers.now();
  }

  /** Whether somebody who came then has waited longer than anybody should. */
  public boolean isTooLong(long came) {
    return timers.now() - came > patience;
  }

  /** How long this newcomer waits for its turn; empty when that would be too long. */
  public synchronized Optional<Duration> turn() {
    long now = timers.now();
    // a quiet time lets a few in at once
    long mine = Math.max(last + gap, now - atOnce);
    if (mine - now > patience) {
      return Optional.empty();
    }
    last = mine;
    return Optional.of(Duration.ofNanos(Math.max(0, mine - now)));
  }
}
