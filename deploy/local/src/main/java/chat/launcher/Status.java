package chat.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** {@code ./chat status}: what runs, how it is, since when and in how much memory. */
final class Status {
  private static final int MOST_COPIES = 9;

  private final Terminal terminal;
  private final RunFile run;

  Status(Terminal terminal, RunFile run) {
    this.terminal = terminal;
    this.run = run;
  }

  void print() throws InterruptedException {
    var launcher = run.launcher().orElse(null);
    if (launcher == null) {
      terminal.say(
          run.living().isEmpty()
              ? "Nothing is running. Start it with `./chat up`."
              : "The launcher was killed; left over: "
                  + String.join(", ", run.living().keySet())
                  + ". `./chat down` ends them.");
      return;
    }
    terminal.say(
        "%-24s %-34s %8s %6s %9s %8s".formatted("", "state", "pid", "port", "memory", "up"));
    print("launcher and broker", "running", launcher, "");
    try (var readiness = new Readiness()) {
      for (var service : Service.ALL) {
        for (var instance : Instance.of(service, MOST_COPIES)) {
          print(instance, readiness);
        }
      }
    }
  }

  private void print(Instance instance, Readiness readiness) throws InterruptedException {
    var process = run.living(instance.name()).orElse(null);
    if (process == null) {
      if (instance.number() == 1) {
        terminal.say("%-24s %-34s".formatted(instance.name(), "not running"));
      }
      return;
    }
    var answer = readiness.of(instance);
    var state =
        (answer.ready() ? "ready" : "not ready")
            + (answer.waitsFor().isEmpty() ? "" : " (" + answer.waitsFor() + ")");
    print(instance.name(), state, process, Integer.toString(instance.port()));
  }

  private void print(String name, String state, ProcessHandle process, String port) {
    var started = process.info().startInstant().orElse(Instant.now());
    terminal.say(
        "%-24s %-34s %8d %6s %9s %8s"
            .formatted(name, state, process.pid(), port, memory(process), age(started)));
  }

  private static String age(Instant started) {
    var age = Duration.between(started, Instant.now());
    return age.toMinutes() == 0
        ? age.toSeconds() + " s"
        : "%d:%02d h".formatted(age.toHours(), age.toMinutesPart());
  }

  private static String memory(ProcessHandle process) {
    var status = Path.of("/proc", Long.toString(process.pid()), "status");
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      return ""; // this system does not tell
    }
  }
}
