package chat.load.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What a process holds. */
public final class Memory {
  private Memory() {}

  /** Bytes that live in a JVM's heap after its garbage is gone. */
  public static long live(long pid) {
    return classes(pid).values().stream().mapToLong(Long::longValue).sum();
  }

  /** The same, for each class. */
  public static Map<String, Long> classes(long pid) {
    try {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(pid),
                  "GC.class_histogram")
              .start();
      String said = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
      // number, instances, bytes, class
      return said.lines()
          .map(line -> line.trim().split("\\s+", -1))
          .filter(words -> words.length >= 4 && words[0].matches("\\d+:"))
          .collect(toMap(words -> words[3], words -> Long.parseLong(words[2]), Long::sum));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes of the machine's memory that it has. */
  public static long resident(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum()
          * 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
