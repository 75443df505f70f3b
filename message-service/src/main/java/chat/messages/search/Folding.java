package chat.messages.search;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/** Makes letters alike that people do not tell apart when they search. */
final class Folding {
  /** What Unicode does not take apart. */
  private static final Map<Integer, String> STROKES =
      Map.ofEntries(
          Map.entry((int) 'ł', "l"),
          Map.entry((int) 'ø', "o"),
          Map.entry((int) 'đ', "d"),
          Map.entry((int) 'ħ', "h"),
          Map.entry((int) 'æ', "ae"),
          Map.entry((int) 'œ', "oe"),
          Map.entry((int) 'ð', "d"),
          Map.entry((int) 'þ', "th"));

  private Folding() {}

  /** One character without case, accents, width and vowel points; nothing of a mere mark. */
  static String of(int character) {
    if (character < 0x80) {
      return String.valueOf((char) Character.toLowerCase(character));
    }
    StringBuilder folded = new StringBuilder();
    Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKD)
        .codePoints()
        .filter(c -> !isMark(c))
        .forEach(c -> folded.append(lower(c)));
    return folded.toString();
  }

  /** By way of the capitals, for which a letter in two forms has one. */
  private static String lower(int c) {
    String lower = Character.toString(c).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return STROKES.getOrDefault(lower.codePointAt(0), lower);
  }

  private static boolean isMark(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> true;
      default -> c == 0x640 || (c >= 0x1f3fb && c <= 0x1f3ff); // a stretched line, skin tones
    };
  }
}
