package chat.load.sends;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.backing.Database;
import chat.load.rig.Cpu;
import chat.load.rig.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own benchmark, with a script of one statement. */
final class Pgbench {
  private static final Pattern DONE = Pattern.compile("transactions actually processed: (\\d+)");
  private static final Pattern RATE = Pattern.compile("tps = ([\\d.]+)");

  private final Path program;
  private final Database database;
  private final long databasePid;
  private final Duration time;

  Pgbench(Database database, long databasePid, Duration time) {
    this.program = program();
    this.database = database;
    this.databasePid = databasePid;
    this.time = time;
  }

  private static Path program() {
    Path versions = Path.of("/usr/lib/postgresql");
    try (Stream<Path> installed =
        Files.isDirectory(versions) ? Files.list(versions) : Stream.empty()) {
      return Stream.concat(
              Stream.of(System.getenv("PATH").split(":", -1)).map(Path::of),
              installed.map(version -> version.resolve("bin")).sorted())
          .map(folder -> folder.resolve("pgbench"))
          .filter(Files::isExecutable)
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "pgbench is missing: apt-get install postgresql-contrib (or postgresql-15)"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Figures run(int clients, String script) {
    try {
      Path file = Files.writeString(Files.createTempFile("pgbench-", ".sql"), script);
      long backends = backends();
      double before = Cpu.seconds(databasePid);
      double own = Cpu.seconds(ProcessHandle.current().pid());
      ProcessBuilder command = new ProcessBuilder(words(clients, file)).redirectErrorStream(true);
      command.environment().put("PGPASSWORD", database.password());
      Process process = command.start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      int code = process.waitFor();
      Files.delete(file);
      if (code != 0) {
        throw new IllegalStateException("pgbench failed: " + said);
      }
      awaitEndOfAllBut(backends);
      // the child has ended, and counts among our own; we did nothing but wait
      return new Figures(
          Double.parseDouble(found(RATE, said)),
          0,
          Long.parseLong(found(DONE, said)),
          Cpu.seconds(ProcessHandle.current().pid()) - own,
          0,
          Cpu.seconds(databasePid) - before);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private long backends() {
    return ProcessHandle.of(databasePid).stream().flatMap(ProcessHandle::children).count();
  }

  /** What a backend has taken counts as its parent's only when that has seen it end. */
  private void awaitEndOfAllBut(long backends) {
    long patience = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (backends() > backends && System.nanoTime() < patience) {
      Pause.of(Duration.ofMillis(10));
    }
  }

  private List<String> words(int clients, Path file) {
    return List.of(
        program.toString(),
        "--no-vacuum",
        "--protocol=prepared",
        "--client=" + clients,
        "--jobs=2",
        "--time=" + time.toSeconds(),
        "--file=" + file,
        "--host=" + database.host(),
        "--port=" + database.port(),
        "--username=" + database.user(),
        database.name());
  }

  private static String found(Pattern pattern, String said) {
    return pattern
        .matcher(said)
        .results()
        .map(MatchResult::group)
        .map(line -> line.replaceAll(".*[ :]", ""))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("pgbench said " + said));
  }
}
