package chat.messages.send;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Whom a text calls with an {@code @}, by name; a name with spaces stands in quotes.
 *
 * @param names without {@code room}
 * @param room whether it calls everybody with {@code @room}
 */
record Mentions(List<String> names, boolean room) {
  private static final int MOST = 50;
  private static final String ROOM = "room";

  /** Not in the middle of a word, as in an address; the last character is no punctuation. */
  private static final Pattern MENTION =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}_@])@(?:\"([^\"\\v]{1,64})\"|"
              + "([\\p{L}\\p{N}_](?:[\\p{L}\\p{N}._-]{0,62}[\\p{L}\\p{N}_])?))");

  static Mentions in(String text) {
    List<String> called =
        MENTION.matcher(text).results().map(Mentions::name).distinct().limit(MOST).toList();
    return new Mentions(
        called.stream().filter(name -> !ROOM.equalsIgnoreCase(name)).toList(),
        called.stream().anyMatch(ROOM::equalsIgnoreCase));
  }

  private static String name(MatchResult mention) {
    String quoted = mention.group(1);
    return quoted == null ? mention.group(2) : quoted;
  }
}
