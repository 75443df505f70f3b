package chat.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The processes of a run, written down so that another call of the launcher finds them, also after
 * this one was killed. A process counts only with the start time it had: numbers are reused.
 */
final class RunFile {
  static final String LAUNCHER = "launcher";

  private final Path file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private record Entry(long pid, long startedMillis) {
    static Entry of(ProcessHandle process) {
      return new Entry(process.pid(), started(process));
    }

    Optional<ProcessHandle> living() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(process -> started(process) == startedMillis);
    }

    private static long started(ProcessHandle process) {
      return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
  }

  private RunFile(Path file) {
    this.file = file;
  }

  static RunFile read(Path file) {
    var run = new RunFile(file);
    try {
      if (Files.exists(file)) {
        Files.readAllLines(file).forEach(run::parse);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
    return run;
  }

  private void parse(String line) {
    var fields = line.split(" ", -1);
    entries.put(fields[0], new Entry(Long.parseLong(fields[1]), Long.parseLong(fields[2])));
  }

  Optional<ProcessHandle> launcher() {
    return living(LAUNCHER);
  }

  Optional<ProcessHandle> living(String name) {
    return Optional.ofNullable(entries.get(name)).flatMap(Entry::living);
  }

  /** Everything but the launcher that still runs, by name. */
  Map<String, ProcessHandle> living() {
    var living = new LinkedHashMap<String, ProcessHandle>();
    entries.keySet().stream()
        .filter(name -> !name.equals(LAUNCHER))
        .forEach(name -> living(name).ifPresent(process -> living.put(name, process)));
    return living;
  }

  synchronized void add(String name, ProcessHandle process) {
    entries.put(name, Entry.of(process));
    write();
  }

  synchronized void clear() {
    entries.clear();
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + file, e);
    }
  }

  private void write() {
    var text = new StringBuilder();
    entries.forEach(
        (name, entry) ->
            text.append("%s %d %d%n".formatted(name, entry.pid(), entry.startedMillis())));
    try {
      var next = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
