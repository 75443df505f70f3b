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
  private int passed;
  private boolean alone;
  private long usedByAll;
  private boolean last;
  private long endsMillis;

  Window(int limit) {
    this.limit = limit;
  }

  /** Null when it has to be asked for more. */
  synchronized @Nullable Verdict take(long nowMillis) {
    beginAnewWhenOver(nowMillis);
    return spare > 0 || last ? takeOne(nowMillis) : null;
  }

  private void beginAnewWhenOver(long nowMillis) {
    if (nowMillis >= endsMillis) {
      spare = 0;
      passed = 0;
      alone = false;
      last = false;
    }
  }

  /**
   * Adds what was granted, and takes one of it.
   *
   * @param used by all gateways, this grant included
   */
  synchronized Verdict grant(int granted, long used, Duration left, long nowMillis) {
    beginAnewWhenOver(nowMillis);
    if (!alone) {
      endsMillis = nowMillis + left.toMillis();
      usedByAll = used;
      spare += granted;
      last = used >= limit;
    }
    return takeOne(nowMillis);
  }

  /**
   * Takes one of what this gateway may let through by itself until the window ends: the limit,
   * once, however many have waited for Redis in vain, less what it has let through already.
   */
  synchronized Verdict grantAlone(Duration per, long nowMillis) {
    beginAnewWhenOver(nowMillis);
    if (!alone) {
      alone = true;
      endsMillis = nowMillis < endsMillis ? endsMillis : nowMillis + per.toMillis();
      usedByAll = limit;
      spare = limit - passed;
      last = true;
    }
    return takeOne(nowMillis);
  }

  private Verdict takeOne(long nowMillis) {
    boolean passes = spare > 0;
    if (passes) {
      spare--;
      passed++;
    }
    return verdict(passes, nowMillis);
  }

  private Verdict verdict(boolean passes, long nowMillis) {
    int remaining = (int) Math.max(0, limit - Math.min(limit, usedByAll) + spare);
    return new Verdict(passes, limit, remaining, Duration.ofMillis(endsMillis - nowMillis));
  }
}
