package chat.load.sends;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** What all lines of a run have been answered, and after how long. */
public final class Tally {
  private final Recorder nanos = new Recorder(3);
  private final LongAdder all = new LongAdder();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  void answered(long sentAt) {
    all.increment();
    nanos.recordValue(Math.max(1, System.nanoTime() - sentAt));
  }

  void failed(String how) {
    failures.add(how);
  }

  /** How many answers there were from the very beginning. */
  public long all() {
    return all.sum();
  }

  /** Forgets all answers that came before. */
  public void begin() {
    nanos.reset();
  }

  /** Since {@link #begin}; a run with failures is worth nothing. */
  public Histogram end() {
    if (!failures.isEmpty()) {
      throw new IllegalStateException(failures.size() + " failed, the first: " + failures.peek());
    }
    return nanos.getIntervalHistogram();
  }
}
