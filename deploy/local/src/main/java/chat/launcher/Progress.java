package chat.launcher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells while the services start who is up, and who still waits for what. */
final class Progress {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
  private static final Duration REMIND = Duration.ofSeconds(10);
  private static final Duration GIVE_UP = Duration.ofMinutes(3);

  private final Terminal terminal;
  private final Readiness readiness;
  private final Crew crew;

  Progress(Terminal terminal, Readiness readiness, Crew crew) {
    this.terminal = terminal;
    this.readiness = readiness;
    this.crew = crew;
  }

  void awaitAll(List<Instance> instances) throws InterruptedException {
    var waiting = new LinkedHashMap<Instance, String>();
    instances.forEach(instance -> waiting.put(instance, "no answer yet"));
    var begun = System.nanoTime();
    var reminded = begun;
    while (!waiting.isEmpty()) {
      look(waiting, begun);
      if (Duration.ofNanos(System.nanoTime() - begun).compareTo(GIVE_UP) > 0) {
        throw new Refusal("Not everything started: " + told(waiting));
      }
      if (Duration.ofNanos(System.nanoTime() - reminded).compareTo(REMIND) > 0) {
        reminded = System.nanoTime();
        terminal.say("  waiting for " + told(waiting));
      }
      if (crew.awaitStopping(LOOK_AGAIN)) {
        return;
      }
    }
  }

  private void look(Map<Instance, String> waiting, long begun) throws InterruptedException {
    for (var instance : new ArrayList<>(waiting.keySet())) {
      var process = crew.of(instance);
      if (!process.isAlive()) {
        throw new Refusal(obituary(process));
      }
      var answer = readiness.of(instance);
      if (answer.ready()) {
        waiting.remove(instance);
        var state = answer.waitsFor().isEmpty() ? "ready" : "ready (" + answer.waitsFor() + ")";
        terminal.step(instance.name(), state, Duration.ofNanos(System.nanoTime() - begun));
      } else {
        waiting.put(instance, answer.waitsFor());
      }
    }
  }

  private static String obituary(Running process) throws InterruptedException {
    return "%s stopped while starting (exit code %d). Its last lines:%n  %s"
        .formatted(
            process.instance().name(),
            process.process().exitValue(),
            String.join(System.lineSeparator() + "  ", process.lastLines()));
  }

  private static String told(Map<Instance, String> waiting) {
    return waiting.entrySet().stream()
        .map(entry -> entry.getKey().name() + " (" + entry.getValue() + ")")
        .collect(Collectors.joining(", "));
  }
}
