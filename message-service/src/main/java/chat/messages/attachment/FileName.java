package chat.messages.attachment;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * A file's name as people may see it: no path, nothing invisible, not endless. It is never the name
 * of the file on our disk.
 */
final class FileName {
  private static final int LONGEST = 200;
  private static final int LONGEST_ENDING = 20;

  private FileName() {}

  static String of(@Nullable String given) {
    String name = given == null ? "" : given.substring(endOfPath(given));
    StringBuilder clean = new StringBuilder();
    Normalizer.normalize(name, Normalizer.Form.NFC)
        .codePoints()
        .filter(FileName::isVisible)
        .forEach(clean::appendCodePoint);
    String shorter = shortened(clean.toString().strip());
    return shorter.chars().allMatch(c -> c == '.') ? "file" : shorter;
  }

  private static int endOfPath(String name) {
    return Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1;
  }

  /** What turns the direction of writing could show exe.txt for txt.exe; joiners make emoji. */
  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      case Character.FORMAT -> c == 0x200c || c == 0x200d;
      default -> true;
    };
  }

  /** The ending says what it is, so it stays. */
  private static String shortened(String name) {
    if (name.codePointCount(0, name.length()) <= LONGEST) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String ending = dot < 0 || name.length() - dot > LONGEST_ENDING ? "" : name.substring(dot);
    int kept = LONGEST - ending.codePointCount(0, ending.length());
    return name.substring(0, name.offsetByCodePoints(0, kept)) + ending;
  }
}
