package chat.auth.visitor;

import java.util.List;

/** Puts a User-Agent header into words that its owner recognises in a list of sessions. */
final class Devices {
  private static final int LONGEST = 80;

  private record Mark(String mark, String name) {}

  /** In this order: most browsers also claim to be the ones below them. */
  private static final List<Mark> PROGRAMS =
      List.of(
          new Mark("Edg", "Edge"),
          new Mark("OPR/", "Opera"),
          new Mark("Firefox/", "Firefox"),
          new Mark("Chrome/", "Chrome"),
          new Mark("Safari/", "Safari"),
          new Mark("curl/", "curl"));

  private static final List<Mark> SYSTEMS =
      List.of(
          new Mark("Android", "Android"),
          new Mark("iPhone", "iPhone"),
          new Mark("iPad", "iPad"),
          new Mark("Windows", "Windows"),
          new Mark("Mac OS X", "macOS"),
          new Mark("CrOS", "ChromeOS"),
          new Mark("Linux", "Linux"));

  private Devices() {}

  static String name(String userAgent) {
    String program = first(PROGRAMS, userAgent);
    String system = first(SYSTEMS, userAgent);
    if (program.isEmpty()) {
      return printable(userAgent);
    }
    return system.isEmpty() ? program : program + " on " + system;
  }

  private static String first(List<Mark> marks, String userAgent) {
    return marks.stream()
        .filter(mark -> userAgent.contains(mark.mark()))
        .findFirst()
        .map(Mark::name)
        .orElse("");
  }

  private static String printable(String userAgent) {
    String clean = userAgent.replaceAll("\\p{Cntrl}", " ").strip();
    return clean.substring(0, Math.min(clean.length(), LONGEST));
  }
}
