package chat.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * What the person sees: aligned names, a colour for each service where the terminal has colours.
 */
final class Terminal {
  private static final List<Integer> COLOURS = List.of(36, 33, 32, 35, 34, 96, 93, 92, 95, 94);
  private static final int WIDTH = 22;

  @FunctionalInterface
  interface Voice {
    void say(String line);
  }

  private final PrintStream out;
  private final boolean colours;

  Terminal(PrintStream out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  /** The script knows whether a person is looking, and whether they like colours. */
  static Terminal ofEnvironment() {
    return new Terminal(System.out, "yes".equals(System.getenv("CHAT_COLOURS")));
  }

  void say(String line) {
    out.println(line);
    out.flush();
  }

  void step(String name, String what, Duration took) {
    say("  %-22s %-12s %5.1f s".formatted(name, what, took.toMillis() / 1000.0));
  }

  /** The voice of one instance: each of its lines begins with its name, in its colour. */
  Voice voice(String name, int index) {
    var colour = COLOURS.get(index % COLOURS.size());
    var prefix = paint(("%-" + WIDTH + "s│ ").formatted(name), colour);
    return line -> say(prefix + line);
  }

  void warn(String line) {
    say(paint(line, 31));
  }

  String strong(String text) {
    return paint(text, 1);
  }

  private String paint(String text, int code) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
