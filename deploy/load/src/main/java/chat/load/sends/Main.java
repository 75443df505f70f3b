package chat.load.sends;

import chat.backing.Ports;
import chat.load.rig.Node;
import chat.load.rig.Stage;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The benchmark of durable sends and of history.
 *
 * <p>Arguments: for how many seconds each figure is taken (10), how often all of it is done (1),
 * and an expression that is found in the names of those that are wanted, such as {@code page} or
 * {@code "64 sockets, one room"}.
 */
final class Main {
  private static final PrintStream OUT = System.out;
  private static final List<Integer> IN_FLIGHT = List.of(64, 512);
  private static final Ports PORTS = new Ports(24_010, 24_011, 24_012);
  private static final int PORT = 24_001;
  private static final int CALLERS_PORT = 24_002;

  private Main() {}

  public static void main(String[] arguments) throws SQLException {
    Duration time = Duration.ofSeconds(number(arguments, 0, 10));
    int rounds = number(arguments, 1, 1);
    Predicate<String> wanted =
        Pattern.compile(arguments.length > 2 ? arguments[2] : "").asPredicate();
    try (Stage stage = Stage.open(PORTS);
        Node node = stage.node("one", PORT, CallersTally.PROGRAM, CALLERS_PORT)) {
      node.awaitReady();
      OUT.printf("%d processors, Java %s, logs in %s%n", processors(), version(), stage.logs());
      Talk talk = new Talk(stage, node);
      long database = stage.databasePid();
      Meter meter = new Meter(node.pid(), database, 5_000, time);
      Pgbench pgbench = new Pgbench(stage.database(), database, time);
      talk.fill();
      List<Figure> figures =
          all(talk, pgbench).filter(figure -> wanted.test(figure.name())).toList();
      Meter warmUp = new Meter(node.pid(), database, 20_000, Duration.ofSeconds(1));
      figures.stream()
          .filter(Figure::needsWarming)
          .forEach(each -> OUT.println("warming up: " + each.taken(warmUp)));
      for (int round = 0; round < rounds; round++) {
        OUT.println(Figures.HEAD);
        figures.forEach(each -> OUT.println(each.taken(meter)));
      }
    }
  }

  private record Figure(String name, Function<Meter, Figures> by) {
    /** A JVM that has just begun is not what is measured. */
    boolean needsWarming() {
      return !name.contains("pgbench");
    }

    String taken(Meter meter) {
      return by.apply(meter).line(name);
    }
  }

  private static Stream<Figure> all(Talk talk, Pgbench pgbench) {
    return Stream.concat(
        IN_FLIGHT.stream().flatMap(many -> sends(talk, pgbench, many)),
        Stream.of(false, true).flatMap(newest -> pages(talk, pgbench, Talk.READERS, newest)));
  }

  private static Stream<Figure> pages(Talk talk, Pgbench pgbench, int readers, boolean newest) {
    String what = newest ? "the newest page each" : "a page each";
    String plain = newest ? Talk.NEWEST_PAGE : Talk.PAGE;
    return Stream.of(
        new Figure("%d pgbench, %s".formatted(readers, what), it -> pgbench.run(readers, plain)),
        new Figure(
            "%d sockets, %s".formatted(readers, what),
            it -> talk.historyBySocket(it, readers, newest)),
        new Figure(
            "%d HTTP, %s".formatted(readers, what), it -> talk.historyByHttp(it, readers, newest)));
  }

  private static Stream<Figure> sends(Talk talk, Pgbench pgbench, int many) {
    return Stream.of(
        new Figure(many + " pgbench, one insert each", it -> pgbench.run(many, Talk.INSERT)),
        new Figure(many + " callers, one room", it -> Talk.callers(it, CALLERS_PORT, many, 1)),
        new Figure(
            many + " callers, 1000 rooms", it -> Talk.callers(it, CALLERS_PORT, many, Talk.ROOMS)),
        new Figure(many + " sockets, one room", it -> talk.sockets(it, many, 1)),
        new Figure(many + " HTTP, one room", it -> talk.http(it, many, 1)),
        new Figure(many + " sockets, 1000 rooms", it -> talk.sockets(it, many, Talk.ROOMS)),
        new Figure(many + " HTTP, 1000 rooms", it -> talk.http(it, many, Talk.ROOMS)));
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
