package chat.launcher;

import chat.backing.BackingServiceException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The commands that {@code ./chat} hands on. */
public final class Main {
  private static final int MOST_COPIES = 9;

  private final Terminal terminal = Terminal.ofEnvironment();
  private final Home home = Home.ofEnvironment();

  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    var main = new Main();
    try {
      main.run(Arrays.asList(args));
    } catch (Refusal | BackingServiceException | IOException e) {
      main.terminal.warn(String.valueOf(e.getMessage()));
      System.exit(1);
    }
  }

  private void run(List<String> args) throws IOException, InterruptedException {
    var command = args.isEmpty() ? "up" : args.getFirst();
    var rest = args.stream().skip(1).toList();
    switch (command) {
      case "up" -> new Up(terminal, home, Instance.of(scale(rest))).run();
      case "down" -> down();
      case "status" -> new Status(terminal, RunFile.read(home.runFile())).print();
      case "reset" -> reset(rest);
      default -> throw new Refusal("There is no command '" + command + "': see `./chat help`.");
    }
  }

  /** {@code --scale message-service=2}, as often as wanted. */
  static Map<Service, Integer> scale(List<String> args) {
    var scale = new LinkedHashMap<Service, Integer>();
    for (var words = args.iterator(); words.hasNext(); ) {
      var word = words.next();
      var value =
          word.startsWith("--scale=")
              ? word.substring("--scale=".length())
              : word.equals("--scale") && words.hasNext() ? words.next() : null;
      if (value == null || !value.matches("[a-z-]+=[1-" + MOST_COPIES + "]")) {
        throw new Refusal(
            "Cannot read '%s': say `--scale SERVICE=N` with N from 1 to %d."
                .formatted(value == null ? word : value, MOST_COPIES));
      }
      var parts = value.split("=", -1);
      scale.put(Service.named(parts[0]), Integer.parseInt(parts[1]));
    }
    return scale;
  }

  private void down() throws InterruptedException {
    var run = RunFile.read(home.runFile());
    var launcher = run.launcher().orElse(null);
    if (launcher == null) {
      var ended = new Leftovers(terminal, home, run).end();
      terminal.say(ended ? "Stopped." : "Nothing is running.");
      return;
    }
    launcher.destroy();
    if (!Processes.awaitEnd(launcher, Duration.ofSeconds(90))) {
      new Leftovers(terminal, home, run).end();
      throw new Refusal("It did not stop in time and was killed; its data is kept.");
    }
    terminal.say("Stopped.");
  }

  private void reset(List<String> rest) throws IOException, InterruptedException {
    var run = RunFile.read(home.runFile());
    run.launcher()
        .ifPresent(
            launcher -> {
              throw new Refusal("It is running: end it with `./chat down` first.");
            });
    if (!rest.equals(List.of("--yes"))) {
      throw new Refusal(
          "This deletes all local data in %s for good: say `./chat reset --yes`."
              .formatted(home.data()));
    }
    new Leftovers(terminal, home, run).end();
    Trees.delete(home.data());
    terminal.say("Local data deleted.");
  }
}
