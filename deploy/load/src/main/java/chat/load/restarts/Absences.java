package chat.load.restarts;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long clients were away, and how late they were back, in milliseconds. */
final class Absences {
  private static final long LONGEST = TimeUnit.MINUTES.toMillis(10);

  private final Histogram away = new Histogram(LONGEST, 3);
  private final Histogram late = new Histogram(LONGEST, 3);

  synchronized void record(long awayNanos, long lateNanos) {
    away.recordValue(Math.min(LONGEST, TimeUnit.NANOSECONDS.toMillis(awayNanos)));
    late.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMillis(lateNanos), 0, LONGEST));
  }

  synchronized long count() {
    return away.getTotalCount();
  }

  /** After the moment that the server or the client's own dice had named. */
  synchronized long latest() {
    return late.getMaxValue();
  }

  @Override
  public synchronized String toString() {
    return "%d times a client came back; away p50 %d, p99 %d, at most %d ms; after its time p50 %d, p99 %d, at most %d ms"
        .formatted(
            away.getTotalCount(),
            away.getValueAtPercentile(50),
            away.getValueAtPercentile(99),
            away.getMaxValue(),
            late.getValueAtPercentile(50),
            late.getValueAtPercentile(99),
            late.getMaxValue());
  }
}
