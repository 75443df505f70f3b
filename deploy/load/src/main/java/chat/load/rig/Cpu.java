package chat.load.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How much processor time programs have taken, as the kernel counts it. */
public final class Cpu {
  private static final double TICKS = 100; // a second has, on every Linux there is

  private Cpu() {}

  /** Of that process and of all that came from it, those included that have ended. */
  public static double seconds(long pid) {
    return Stream.concat(
            Stream.of(pid),
            ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid))
        .mapToDouble(Cpu::own)
        .sum();
  }

  /** What the compilers of a JVM have taken of it; nothing of a program that has none. */
  public static double compilers(long pid) {
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return threads.mapToDouble(Cpu::compiler).sum();
    } catch (IOException e) {
      return 0;
    }
  }

  private static double compiler(Path thread) {
    String[] words = stat(thread).split("[()]", 3);
    return words.length == 3 && words[1].matches("C[12] CompilerThre")
        ? seconds(words[2], 11, 12)
        : 0;
  }

  /** With the children that it has seen end. */
  private static double own(long pid) {
    String stat = stat(Path.of("/proc", Long.toString(pid)));
    // behind the name, which may contain anything
    return stat.isEmpty() ? 0 : seconds(stat.substring(stat.lastIndexOf(')') + 1), 11, 12, 13, 14);
  }

  /** Empty when it has just ended. */
  private static String stat(Path of) {
    try {
      return Files.readString(of.resolve("stat"));
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * @param places 11 and 12 are its own, in the program and in the kernel, 13 and 14 its children's
   */
  private static double seconds(String behindTheName, int... places) {
    String[] fields = behindTheName.strip().split(" ", -1);
    return IntStream.of(places).mapToLong(i -> Long.parseLong(fields[i])).sum() / TICKS;
  }
}
