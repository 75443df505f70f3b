package chat.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One instance as a process: started, its output shown and kept, ended. */
final class Running {
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final int TAIL = 25;

  private final Instance instance;
  private final Process process;
  private final Instant startedAt = Instant.now();
  private final ArrayDeque<String> tail = new ArrayDeque<>();
  private final Thread reader;

  private Running(Instance instance, Process process, LogFile log, Terminal.Voice voice) {
    this.instance = instance;
    this.process = process;
    this.reader =
        Thread.ofVirtual().name("output of " + instance.name()).start(() -> read(log, voice));
  }

  static Running start(
      Instance instance,
      Image image,
      Map<String, String> environment,
      LogFile log,
      Terminal.Voice voice) {
    var command = new ArrayList<String>();
    if (Files.isExecutable(SETSID)) {
      // a terminal sends Ctrl-C to its whole group; the launcher alone decides who stops when
      command.add(SETSID.toString());
    }
    command.addAll(image.command());
    var builder =
        new ProcessBuilder(command).directory(image.folder().toFile()).redirectErrorStream(true);
    builder.environment().put("MALLOC_ARENA_MAX", "2"); // glibc's own heaps, one per processor
    builder.environment().putAll(environment);
    try {
      return new Running(instance, builder.start(), log, voice);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + instance.name(), e);
    }
  }

  Instance instance() {
    return instance;
  }

  Process process() {
    return process;
  }

  Duration age() {
    return Duration.between(startedAt, Instant.now());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Its last lines, complete once it has ended. */
  List<String> lastLines() throws InterruptedException {
    reader.join(Duration.ofSeconds(2));
    synchronized (tail) {
      return List.copyOf(tail);
    }
  }

  void askToStop() {
    process.destroy();
  }

  /** True when it went by itself; otherwise it was killed. */
  boolean awaitStop(Duration patience) throws InterruptedException {
    if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return true;
    }
    process.destroyForcibly().waitFor();
    return false;
  }

  private void read(LogFile log, Terminal.Voice voice) {
    try (var lines = process.inputReader()) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        log.add(line);
        voice.say(line);
        synchronized (tail) {
          tail.addLast(line);
          if (tail.size() > TAIL) {
            tail.removeFirst();
          }
        }
      }
    } catch (IOException e) {
      voice.say("(its output broke off: " + e.getMessage() + ")");
    }
  }
}
