package chat.load.sends;

import chat.load.rig.Cpu;
import chat.load.rig.Pause;
import chat.load.rig.Warmth;
import java.time.Duration;

/** Measures what happens within a time, once it has happened often enough. */
final class Meter {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration MOMENT = Duration.ofMillis(10);

  private final long servicePid;
  private final long databasePid;
  private final long before;
  private final Duration time;

  /**
   * @param before how many answers must have come before anything is measured, or the longest wait
   *     be over
   */
  Meter(long servicePid, long databasePid, long before, Duration time) {
    this.servicePid = servicePid;
    this.databasePid = databasePid;
    this.before = before;
    this.time = time;
  }

  /** The lines work already. */
  Figures measure(Counting tally) {
    long patience = System.nanoTime() + LONGEST.toNanos();
    while (tally.all() < before && System.nanoTime() < patience) {
      Pause.of(MOMENT);
    }
    Warmth.await(LONGEST, servicePid);
    tally.begin();
    double service = Cpu.seconds(servicePid);
    double compilers = Cpu.compilers(servicePid);
    double database = Cpu.seconds(databasePid);
    long start = System.nanoTime();
    Pause.of(time);
    var answers = tally.end();
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Figures(
        answers.getTotalCount() / seconds,
        answers.getValueAtPercentile(99) / 1e6,
        answers.getTotalCount(),
        Cpu.seconds(servicePid) - service,
        Cpu.compilers(servicePid) - compilers,
        Cpu.seconds(databasePid) - database);
  }
}
