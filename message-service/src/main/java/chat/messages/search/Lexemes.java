package chat.messages.search;

import chat.messages.search.Tokens.Token;
import chat.wire.UserId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the index keeps of a message: its words, its single characters and each two of them that
 * stand together, and who sent it. No word begins with a slash.
 */
final class Lexemes {
  /** The database takes no endless words; the last look at a hit sees the rest. */
  private static final int LONGEST_WORD = 64;

  static final String WITH_FILES = "'/files'";

  private Lexemes() {}

  /** As the text of a {@code tsvector}. */
  static String of(String text, UserId sender, boolean withFiles) {
    Set<String> lexemes = new TreeSet<>();
    List<Token> tokens = Tokens.of(text);
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      lexemes.add(quoted(word(token)));
      if (token.joined()) {
        lexemes.add(quoted(tokens.get(i - 1).text() + token.text()));
      }
    }
    lexemes.add(sender(sender));
    if (withFiles) {
      lexemes.add(WITH_FILES);
    }
    return String.join(" ", lexemes);
  }

  static String sender(UserId sender) {
    return quoted("/from:" + sender);
  }

  static String word(Token token) {
    String text = token.text();
    return text.codePointCount(0, text.length()) <= LONGEST_WORD
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_WORD));
  }

  static String quoted(String lexeme) {
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
