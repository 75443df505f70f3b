package chat.load.restarts;

import chat.load.rig.Machine;
import java.io.PrintStream;

/**
 * The long rolling restart.
 *
 * <p>Arguments: how many clients (1000).
 */
final class Main {
  private static final PrintStream OUT = System.out;
  private static final int FIRST_PORT = 25_100;

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    int clients = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
    OUT.println(Machine.now());
    RestartRun.Verdict verdict =
        new RestartRun(clients, FIRST_PORT, line -> OUT.println(line)).run(true);
    OUT.printf(
        "%d messages; senders said something again %d times; clients heard what they knew %d times%n%s%n",
        verdict.sent(), verdict.repeated(), verdict.toldTwice(), verdict.absences());
    OUT.println(Machine.now());
    verdict.faults().stream().limit(20).forEach(OUT::println);
    if (!verdict.faults().isEmpty()) {
      throw new IllegalStateException(verdict.faults().size() + " faults");
    }
    OUT.println("Everything acknowledged was seen once, in one order, by every client.");
  }
}
