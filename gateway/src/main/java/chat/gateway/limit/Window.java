package chat.gateway.limit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What this gateway may still let through of one asker's requests: a part of the whole that was
 * taken from Redis beforehand, so that not every request has to ask there.
 */
final class Window {
  private final int limit;
  private int spare;
  private long usedByAll;
  private boolean last;
  private long endsMillis;

  Window(int limit) {
    this.limit = limit;
  }

  /** Null when it has to be asked for more. */
  synchronized @Nullable Verdict take(long nowMillis) {
    if (nowMillis >= endsMillis) {
      spare = 0;
      last = false;
      return null;
    }
    if (spare > 0) {
      spare--;
      return verdict(true, nowMillis);
    }
    return last ? verdict(false, nowMillis) : null;
  }

  /**
   * Adds what was granted, and takes one of it.
   *
   * @param used by all gateways, this grant included
   */
  synchronized Verdict grant(int granted, long used, Duration left, long nowMillis) {
    endsMillis = nowMillis + left.toMillis();
    usedByAll = used;
    spare += granted;
    last = used >= limit;
    boolean passes = spare > 0;
    if (passes) {
      spare--;
    }
    return verdict(passes, nowMillis);
  }

  private Verdict verdict(boolean passes, long nowMillis) {
    int remaining = (int) Math.max(0, limit - Math.min(limit, usedByAll) + spare);
    return new Verdict(passes, limit, remaining, Duration.ofMillis(endsMillis - nowMillis));
  }
}
