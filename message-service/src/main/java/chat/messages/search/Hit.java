package chat.messages.search;

import chat.wire.Message;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * A message that was looked for.
 *
 * @param snippet the piece of its text around the first thing found
 */
@Schema(name = "SearchHit")
record Hit(Message message, Snippet snippet) {
  private static final int BEFORE = 60;
  private static final int LONGEST = 240;

  /**
   * @param start where it begins in the text, in UTF-16 units
   * @param found what to highlight in it, in UTF-16 units from its own beginning
   */
  @Schema(name = "SearchSnippet")
  record Snippet(String text, int start, List<Wanted.Range> found) {}

  static Optional<Hit> of(Message message, Wanted wanted) {
    return wanted
        .in(message.text())
        .map(ranges -> new Hit(message, snippet(message.text(), ranges)));
  }

  private static Snippet snippet(String text, List<Wanted.Range> ranges) {
    int first = ranges.isEmpty() ? 0 : ranges.getFirst().start();
    int start = whole(text, Math.max(0, first - BEFORE));
    int end = whole(text, Math.min(text.length(), start + LONGEST));
    return new Snippet(
        text.substring(start, end),
        start,
        ranges.stream()
            .filter(range -> range.start() < end)
            .map(
                range ->
                    new Wanted.Range(range.start() - start, Math.min(range.end(), end) - start))
            .toList());
  }

  /** Not in the middle of a surrogate pair. */
  private static int whole(String text, int place) {
    return place > 0
            && place < text.length()
            && Character.isLowSurrogate(text.charAt(place))
            && Character.isHighSurrogate(text.charAt(place - 1))
        ? place - 1
        : place;
  }
}
