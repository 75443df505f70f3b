package chat.load.sends;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** What all lines of a run have been answered, and after how long. */
public final class Tally implements Counting {
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

  @Override
  public long all() {
    return all.sum();
  }

  @Override
  public void begin() {
    nanos.reset();
  }

  @Override
  public Histogram end() {
    if (!failures.isEmpty()) {
      throw new IllegalStateException(failures.size() + " failed, the first: " + failures.peek());
    }
    return nanos.getIntervalHistogram();
  }
}
