package chat.load.faults;

import chat.load.rig.Machine;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The long fault runs.
 *
 * <p>Arguments: how many seconds it takes (120), the seed (any); {@code sockets} before them for
 * the one in which all is said over sockets. Or {@code slow}, and seconds of each turn (60), for
 * the one with a slow reader.
 */
final class Main {
  private static final PrintStream OUT = System.out;
  private static final int FIRST_PORT = 24_100;
  private static final Duration PACE = Duration.ofMillis(400);

  private Main() {}

  public static void main(String[] words) throws Exception {
    if (words.length > 0 && words[0].equals("slow")) {
      slow(Duration.ofSeconds(words.length > 1 ? Long.parseLong(words[1]) : 60));
      return;
    }
    boolean talk = words.length > 0 && words[0].equals("sockets");
    String[] arguments = talk ? Arrays.copyOfRange(words, 1, words.length) : words;
    Duration time = Duration.ofSeconds(arguments.length > 0 ? Long.parseLong(arguments[0]) : 120);
    long seed =
        arguments.length > 1
            ? Long.parseLong(arguments[1])
            : ThreadLocalRandom.current().nextInt(1_000_000);
    OUT.printf("%d seconds with seed %d; %s%n", time.toSeconds(), seed, Machine.now());
    FaultRun.Verdict verdict =
        talk
            ? new TalkRun(seed, FIRST_PORT, PACE, OUT::println).run(time)
            : new FaultRun(seed, FIRST_PORT, OUT::println).run(time);
    OUT.printf(
        "%d events in the rooms; writers asked again %d times; readers connected %d times%n",
        verdict.events(), verdict.repeated(), verdict.connections());
    List<String> faults = verdict.faults();
    conclude(faults, "with seed " + seed);
  }

  private static void slow(Duration time) throws Exception {
    conclude(new SlowRun(FIRST_PORT, time, OUT::println).run(), "");
  }

  private static void conclude(List<String> faults, String how) {
    faults.stream().limit(20).forEach(OUT::println);
    if (!faults.isEmpty()) {
      throw new IllegalStateException(faults.size() + " faults " + how);
    }
    OUT.println("Everything acknowledged is there once, in one order, for every reader.");
  }
}
