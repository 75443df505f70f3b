package chat.load.edge;

import java.time.Duration;

/**
 * What sockets cost.
 *
 * <p>Arguments: {@code idle}, how many nodes (1), how many sockets each (15000), seconds of
 * heartbeats (50); or {@code storm}, how many come at once (5000).
 */
final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments.length == 0 ? "" : arguments[0]) {
      case "idle" ->
          new Idle(
                  number(arguments, 1, 1),
                  number(arguments, 2, 15_000),
                  Duration.ofSeconds(number(arguments, 3, 50)))
              .run();
      case "storm" -> new Storm(number(arguments, 1, 5_000)).run();
      default -> throw new IllegalArgumentException("idle or storm");
    }
    System.exit(0);
  }

  private static int number(String[] arguments, int at, int usual) {
    return arguments.length > at ? Integer.parseInt(arguments[at]) : usual;
  }
}
