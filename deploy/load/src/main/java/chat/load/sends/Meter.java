package chat.load.sends;

import chat.load.rig.Cpu;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Measures what happens within a time, once it has been happening for a while. */
final class Meter {
  private final long servicePid;
  private final long databasePid;
  private final Duration before;
  private final Duration time;

  Meter(long servicePid, long databasePid, Duration before, Duration time) {
    this.servicePid = servicePid;
    this.databasePid = databasePid;
    this.before = before;
    this.time = time;
  }

  Duration time() {
    return time;
  }

  /** The lines work already. */
  Figures measure(String what, Tally tally) {
    pass(before);
    tally.begin();
    double service = Cpu.seconds(servicePid);
    double database = Cpu.seconds(databasePid);
    long start = System.nanoTime();
    pass(time);
    var answers = tally.end();
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Figures(
        what,
        answers.getTotalCount() / seconds,
        answers.getValueAtPercentile(99) / 1e6,
        answers.getTotalCount(),
        Cpu.seconds(servicePid) - service,
        Cpu.seconds(databasePid) - database);
  }

  private static void pass(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
