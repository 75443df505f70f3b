package chat.load.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** With the children that it has seen end; 0 when it has just ended itself. */
  private static double own(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // behind the name, which may contain anything: user, system, and both of the children
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Stream.of(11, 12, 13, 14).mapToLong(i -> Long.parseLong(fields[i])).sum() / TICKS;
    } catch (IOException e) {
      return 0;
    }
  }
}
