package chat.notifications.notice;

/** The beginning of a text, on one line. */
final class Excerpt {
  private Excerpt() {}

  /** Cuts between characters, not within one that takes two {@code char}s. */
  static String of(String text, int longest) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= longest
        ? line
        : line.substring(0, line.offsetByCodePoints(0, longest - 1)) + "…";
  }
}
