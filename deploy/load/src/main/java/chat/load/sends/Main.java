package chat.load.sends;

import chat.backing.Ports;
import chat.load.rig.Node;
import chat.load.rig.Stage;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The benchmark of durable sends and of history.
 *
 * <p>Arguments: for how many seconds each figure is taken (10), how often all of it is done (1),
 * and {@code history} when that alone is wanted.
 */
final class Main {
  private static final PrintStream OUT = System.out;
  private static final List<Integer> IN_FLIGHT = List.of(64, 512);
  private static final Ports PORTS = new Ports(24_010, 24_011, 24_012);
  private static final int PORT = 24_001;

  private Main() {}

  public static void main(String[] arguments) throws SQLException {
    Duration time = Duration.ofSeconds(number(arguments, 0, 10));
    int rounds = number(arguments, 1, 1);
    boolean historyAlone = arguments.length > 2 && arguments[2].equals("history");
    try (Stage stage = Stage.open(PORTS);
        Node node = stage.node("one", PORT, Map.of())) {
      node.awaitReady();
      OUT.printf("%d processors, Java %s, logs in %s%n", processors(), version(), stage.logs());
      Talk talk = new Talk(stage, node);
      long database = stage.databasePid();
      Meter meter = new Meter(node.pid(), database, 5_000, time);
      Pgbench pgbench = new Pgbench(stage.database(), database, time);
      talk.fill();
      warmUp(talk, node, database, historyAlone);
      for (int round = 0; round < rounds; round++) {
        OUT.println(Figures.HEAD);
        for (int inFlight : historyAlone ? List.<Integer>of() : IN_FLIGHT) {
          OUT.println(pgbench.run(inFlight + " pgbench, one insert each", inFlight, Talk.INSERT));
          for (int rooms : List.of(1, Talk.ROOMS)) {
            String where = inFlight + " %s, " + (rooms == 1 ? "one room" : rooms + " rooms");
            OUT.println(talk.sockets(meter, where.formatted("sockets"), inFlight, rooms));
            OUT.println(talk.http(meter, where.formatted("HTTP"), inFlight, rooms));
          }
        }
        int readers = IN_FLIGHT.getFirst();
        OUT.println(pgbench.run(readers + " pgbench, a page each", readers, Talk.PAGE));
        OUT.println(talk.historyBySocket(meter, readers + " sockets, a page each", readers));
        OUT.println(talk.historyByHttp(meter, readers + " HTTP, a page each", readers));
      }
    }
  }

  /** A JVM that has just begun is not what is measured. */
  private static void warmUp(Talk talk, Node node, long database, boolean historyAlone) {
    Meter warm = new Meter(node.pid(), database, 40_000, Duration.ofSeconds(1));
    if (!historyAlone) {
      talk.http(warm, "", 64, Talk.ROOMS);
      talk.sockets(warm, "", 64, Talk.ROOMS);
    }
    talk.historyByHttp(warm, "", 64);
  }

  private static int number(String[] arguments, int which, int otherwise) {
    return arguments.length > which ? Integer.parseInt(arguments[which]) : otherwise;
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static String version() {
    return Runtime.version().toString();
  }
}
