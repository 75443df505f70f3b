package chat.load.faults;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The long fault run.
 *
 * <p>Arguments: how many seconds it takes (120), the seed (any).
 */
final class Main {
  private static final PrintStream OUT = System.out;
  private static final int FIRST_PORT = 24_100;

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    Duration time = Duration.ofSeconds(arguments.length > 0 ? Long.parseLong(arguments[0]) : 120);
    long seed =
        arguments.length > 1
            ? Long.parseLong(arguments[1])
            : ThreadLocalRandom.current().nextInt(1_000_000);
    OUT.printf("%d seconds with seed %d%n", time.toSeconds(), seed);
    FaultRun.Verdict verdict = new FaultRun(seed, FIRST_PORT, OUT::println).run(time);
    OUT.printf(
        "%d events in the rooms; writers asked again %d times; readers connected %d times%n",
        verdict.events(), verdict.repeated(), verdict.connections());
    List<String> faults = verdict.faults();
    faults.stream().limit(20).forEach(OUT::println);
    if (!faults.isEmpty()) {
      throw new IllegalStateException(faults.size() + " faults with seed " + seed);
    }
    OUT.println("Everything acknowledged is there once, in one order, for every reader.");
  }
}
