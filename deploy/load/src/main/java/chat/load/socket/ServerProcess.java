package chat.load.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server under test, in a process and on a core of its own; it says {@code ready} when it is. */
public final class ServerProcess implements AutoCloseable {
  private static final double TICKS_PER_SECOND = 100;
  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  private final Process process;

  private ServerProcess(Process process) {
    this.process = process;
  }

  /**
   * @param ready part of the line by which it says that it is ready
   */
  public static ServerProcess start(
      int core, List<String> command, Map<String, String> environment, String ready)
      throws IOException {
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", Integer.toString(core)));
    pinned.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(pinned).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    BufferedReader said = process.inputReader(UTF_8);
    StringBuilder log = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.contains(ready)) {
        Thread.ofVirtual().start(() -> said.lines().forEach(System.err::println));
        return new ServerProcess(process);
      }
      log.append(line).append('\n');
    }
    throw new IOException("%s did not start:%n%s".formatted(command, log));
  }

  public long pid() {
    return process.pid();
  }

  /** Seconds of processor time, of the user and of the system, since its start. */
  public double cpuSeconds() {
    String stat = read("stat");
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]))
        / TICKS_PER_SECOND;
  }

  /** Bytes of memory that it holds. */
  public long resident() {
    return read("status")
            .lines()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum()
        * 1024;
  }

  /** Bytes that live in a JVM's heap after its garbage is gone. */
  public long liveHeap() throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid()),
                "GC.class_histogram")
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
    return said.lines()
        .filter(line -> line.startsWith("Total"))
        .mapToLong(line -> Long.parseLong(line.trim().split("\\s+", -1)[2]))
        .sum();
  }

  private String read(String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid()), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
