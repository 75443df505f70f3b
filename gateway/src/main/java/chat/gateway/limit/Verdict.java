package chat.gateway.limit;

import java.time.Duration;

/**
 * Whether a request may pass, and what is left after it.
 *
 * @param reset when one may ask as often again as at first
 */
record Verdict(boolean passes, int limit, int remaining, Duration reset) {
  long resetSeconds() {
    return Math.max(1, reset.plusMillis(999).toSeconds());
  }
}
