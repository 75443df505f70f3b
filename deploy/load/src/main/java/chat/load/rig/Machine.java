package chat.load.rig;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What a figure was taken on. */
public final class Machine {
  private Machine() {}

  /** In one line, with how busy it is at the moment. */
  public static String now() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return String.format(
        Locale.ROOT,
        "%d processors, Java %s, load average %.1f",
        system.getAvailableProcessors(),
        Runtime.version(),
        system.getSystemLoadAverage());
  }
}
