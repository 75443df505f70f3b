package chat.load.rig;

import java.time.Duration;

/**
 * Waits until the compilers of a JVM have little to do any more. One that has just begun is not
 * what is measured: for a minute or two they take as much as the work itself.
 */
public final class Warmth {
  private static final double LITTLE = 0.05;
  private static final Duration WINDOW = Duration.ofSeconds(2);

  private Warmth() {}

  /** While it has its usual work to do. */
  public static void await(Duration longest, long pid) {
    long end = System.nanoTime() + longest.toNanos();
    while (share(pid) > LITTLE && System.nanoTime() < end) {
      // share() takes its time
    }
  }

  /** The compilers' share of what the JVM takes just now. */
  private static double share(long pid) {
    double all = Cpu.seconds(pid);
    double compilers = Cpu.compilers(pid);
    Pause.of(WINDOW);
    return (Cpu.compilers(pid) - compilers) / Math.max(Cpu.seconds(pid) - all, 1e-3);
  }
}
