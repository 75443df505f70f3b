package chat.messages.search;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** Knows nothing of tokens: it looks into the text for each piece. */
final class BruteForce {
  private static final String DENSE = "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー\\p{IsThai}\\p{S}";

  private BruteForce() {}

  static boolean finds(String text, String query) {
    String in = fold(text);
    return Arrays.stream(query.split(" ", -1)).allMatch(word -> pattern(word).matcher(in).find());
  }

  /** A word begins where no letter stands before it; between its parts may be what is no word. */
  private static Pattern pattern(String word) {
    StringBuilder pattern = new StringBuilder();
    var parts = Pattern.compile("[" + DENSE + "]|[\\p{L}\\p{N}\\p{Mc}&&[^" + DENSE + "]]+");
    var found = parts.matcher(fold(word));
    int last = -1;
    boolean wasDense = false;
    while (found.find()) {
      boolean dense = found.group().matches("[" + DENSE + "]");
      if (last >= 0) {
        boolean together = dense && wasDense && found.start() == last;
        pattern.append(wasDense || dense ? "" : "(?![\\p{L}\\p{N}\\p{Mc}])");
        pattern.append(together ? "" : "[^\\p{L}\\p{N}\\p{Mc}\\p{S}]*");
      }
      pattern.append(dense ? "" : "(?<![\\p{L}\\p{N}\\p{Mc}&&[^" + DENSE + "]])");
      pattern.append(Pattern.quote(found.group()));
      last = found.end();
      wasDense = dense;
    }
    return Pattern.compile(pattern.toString());
  }

  private static String fold(String text) {
    StringBuilder folded = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFKD)
        .codePoints()
        .filter(c -> !Character.toString(c).matches("[\\p{Mn}\\p{Me}\\p{Cf}\\x{1F3FB}-\\x{1F3FF}]"))
        .forEach(
            c ->
                folded.append(
                    Character.toString(c).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)));
    return folded.toString().replace("ø", "o");
  }
}
