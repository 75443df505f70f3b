package chat.messages.search;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a text is made of: words, and single characters where a script writes no spaces between
 * words or where they are signs.
 */
final class Tokens {
  private static final Set<UnicodeScript> WITHOUT_SPACES =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.YI,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR,
          UnicodeScript.TIBETAN);

  private final List<Token> tokens = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private int wordStart;
  private int wordEnd;
  private boolean joined;

  private Tokens() {}

  /**
   * A word, or a single character.
   *
   * @param start where it begins in the text, in chars
   * @param joined whether it is a single character that follows another without anything between
   */
  record Token(String text, boolean single, boolean joined, int start, int end) {}

  static List<Token> of(String text) {
    Tokens reading = new Tokens();
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      int end = i + Character.charCount(c);
      reading.read(Folding.of(c), i, end);
      i = end;
    }
    reading.endWord();
    return List.copyOf(reading.tokens);
  }

  private void read(String folded, int start, int end) {
    folded.codePoints().forEach(c -> read(c, start, end));
  }

  private void read(int c, int start, int end) {
    if (isSingle(c)) {
      endWord();
      tokens.add(new Token(Character.toString(c), true, joined, start, end));
      joined = true;
    } else if (isOfWord(c)) {
      if (word.isEmpty()) {
        wordStart = start;
      }
      word.appendCodePoint(c);
      wordEnd = end;
      joined = false;
    } else {
      endWord();
      joined = false;
    }
  }

  private void endWord() {
    if (!word.isEmpty()) {
      tokens.add(new Token(word.toString(), false, false, wordStart, wordEnd));
      word.setLength(0);
    }
  }

  private static boolean isOfWord(int c) {
    return Character.isLetterOrDigit(c) || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isSingle(int c) {
    return switch (Character.getType(c)) {
      case Character.OTHER_SYMBOL,
          Character.CURRENCY_SYMBOL,
          Character.MATH_SYMBOL,
          Character.MODIFIER_SYMBOL ->
          true;
      default -> (c == 0x30fc || WITHOUT_SPACES.contains(UnicodeScript.of(c))) && isOfWord(c);
    };
  }
}
