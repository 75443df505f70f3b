package chat.kit.event;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses that double up to a bound, each shortened by chance so that instances do not march. */
record Backoff(Duration first, Duration max) {

  /**
   * @param failures how many in a row, from 1
   */
  Duration pause(long failures) {
    var doublings = (int) Math.clamp(failures - 1, 0, 30);
    var full = Math.min(max.toMillis(), first.toMillis() << doublings);
    return Duration.ofMillis(full - ThreadLocalRandom.current().nextLong(full / 2 + 1));
  }
}
