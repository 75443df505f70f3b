package chat.backing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server that once wrote this pid file, if it still runs: process numbers are reused, so it
 * only counts when its command line carries the marks of that very server.
 */
record Daemon(Path pidFile, List<String> marks) {
  Optional<ProcessHandle> process() {
    return pid().flatMap(ProcessHandle::of).filter(this::isOurs);
  }

  /** Asks it to end, waits, and kills it when it will not listen; false when there was none. */
  boolean end(Asking asking, Duration patience) throws IOException, InterruptedException {
    var process = process().orElse(null);
    if (process == null) {
      Files.deleteIfExists(pidFile);
      return false;
    }
    if (!listens(asking, process) || !gone(process, patience)) {
      process.destroyForcibly();
      if (!gone(process, Duration.ofSeconds(5))) {
        throw new IOException("Process " + process.pid() + " of " + pidFile + " does not end");
      }
    }
    Files.deleteIfExists(pidFile);
    return true;
  }

  @FunctionalInterface
  interface Asking {
    void ask(ProcessHandle process) throws IOException, InterruptedException;
  }

  private static boolean listens(Asking asking, ProcessHandle process) throws InterruptedException {
    try {
      asking.ask(process);
      return true;
    } catch (IOException e) {
      return false; // one that cannot even be asked is killed
    }
  }

  private boolean gone(ProcessHandle process, Duration patience) throws InterruptedException {
    return Waiting.until(patience, () -> !isOurs(process));
  }

  /** A zombie has no command line any more: dead, whether or not somebody has reaped it. */
  private boolean isOurs(ProcessHandle process) {
    var line = process.isAlive() ? CommandLine.of(process) : "";
    return marks.stream().allMatch(line::contains);
  }

  private Optional<Long> pid() {
    try {
      var first = Files.exists(pidFile) ? firstLine() : null;
      return first == null || !first.matches("\\d{1,9}")
          ? Optional.empty()
          : Optional.of(Long.parseLong(first));
    } catch (IOException e) {
      return Optional.empty(); // it vanished between the question and the reading
    }
  }

  private @Nullable String firstLine() throws IOException {
    try (var lines = Files.lines(pidFile)) {
      return lines.findFirst().map(String::strip).orElse(null);
    }
  }
}
