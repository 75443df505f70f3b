package chat.load.door;

import chat.load.rig.Cpu;
import chat.load.rig.Past;
import chat.load.rig.Pause;
import chat.load.rig.Stage;
import chat.load.rig.Warmth;
import chat.load.sends.HttpLine;
import chat.load.sends.Lines;
import chat.load.sends.Tally;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Pages of rooms with a past, asked for on many connections, by one way in or another. */
final class History {
  private static final int PAGE = 20;

  private static final int FIRST_ROOM = 5000;
  private static final int ROOMS = 100;
  private static final int MESSAGES = 200;
  static final int MOST_LINES = 64;
  private static final int WARM = 30_000;
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Stage stage;
  private final Duration time;
  private final Piece piece;
  private final int lines;

  /**
   * @param lines how many connections ask at the same time
   */
  History(Stage stage, Duration time, Piece piece, int lines) {
    this.stage = stage;
    this.time = time;
    this.piece = piece;
    this.lines = lines;
  }

  /** Which page of a room is asked for. */
  enum Piece {
    ANYWHERE("anywhere in %d messages".formatted(MESSAGES)) {
      @Override
      String before() {
        return "before=%d&".formatted(ThreadLocalRandom.current().nextInt(PAGE + 1, MESSAGES));
      }
    },
    NEWEST("the newest") {
      @Override
      String before() {
        return "";
      }
    };

    private final String words;

    Piece(String words) {
      this.words = words;
    }

    abstract String before();
  }

  String head() {
    return """
        | pages of %d by HTTP, %s | per second | p99 ms | CPU µs each: door | of it compilers | service behind it | of it compilers | requests per CPU-second of both |
        |---|---|---|---|---|---|---|---|
        """
        .formatted(PAGE, piece.words);
  }

  static void fill(Stage stage) throws SQLException {
    try (var connection = stage.connect()) {
      Past.write(connection, FIRST_ROOM, ROOMS, MESSAGES, MOST_LINES);
    }
  }

  /**
   * One row of the table.
   *
   * @param door the process that stands before the service; the service's own when there is none
   */
  String ask(String what, int port, long door, long service) {
    Tally tally = new Tally();
    try (Lines open = Lines.http(port, IntStream.range(0, lines).mapToObj(i -> line(i, tally)))) {
      warmUp(tally);
      Warmth.await(LONGEST, service);
      Warmth.await(LONGEST, door);
      tally.begin();
      double doorBefore = Cpu.seconds(door);
      double serviceBefore = Cpu.seconds(service);
      double compilersAtDoor = Cpu.compilers(door);
      double compilersBehind = Cpu.compilers(service);
      long begin = System.nanoTime();
      Pause.of(time);
      var answers = tally.end();
      double seconds = (System.nanoTime() - begin) / 1e9;
      double atDoor = door == service ? 0 : Cpu.seconds(door) - doorBefore;
      double behind = Cpu.seconds(service) - serviceBefore;
      long done = answers.getTotalCount();
      return String.format(
          Locale.ROOT,
          "| %s | %.0f | %.1f | %.0f | %.0f | %.0f | %.0f | %.0f |",
          what,
          done / seconds,
          answers.getValueAtPercentile(99) / 1e6,
          atDoor * 1e6 / done,
          door == service ? 0 : (Cpu.compilers(door) - compilersAtDoor) * 1e6 / done,
          behind * 1e6 / done,
          (Cpu.compilers(service) - compilersBehind) * 1e6 / done,
          done / (atDoor + behind));
    }
  }

  /** A JVM that has just begun is not what is measured. */
  private static void warmUp(Tally tally) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (tally.all() < WARM && System.nanoTime() < end) {
      Pause.of(Duration.ofMillis(100));
    }
  }

  private HttpLine line(int person, Tally tally) {
    String token = stage.tokens().of(Past.person(person));
    return new HttpLine(
        () ->
            HttpLine.get(
                "/api/v1/rooms/%s/messages?%slimit=%d"
                    .formatted(
                        Past.room(FIRST_ROOM + ThreadLocalRandom.current().nextInt(ROOMS)),
                        piece.before(),
                        PAGE),
                token),
        tally);
  }
}
