package chat.messages.search;

import chat.messages.search.Tokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What somebody looks for: all of its parts must be in the text. A part is what stands between
 * spaces, and its last word may go on in the text; or it is a phrase in quotation marks, and is
 * found as it is.
 */
record Wanted(List<Part> parts) {
  private static final Pattern PARTS = Pattern.compile("\"([^\"]*)\"?|[^\\s\"]+");

  static Wanted of(String query) {
    return new Wanted(
        PARTS
            .matcher(query)
            .results()
            .map(
                part ->
                    part.group(1) == null
                        ? new Part(Tokens.of(part.group()), true)
                        : new Part(Tokens.of(part.group(1)), false))
            .filter(part -> !part.tokens().isEmpty())
            .toList());
  }

  /** Where a text has it, in chars, in order and without overlaps; empty when it lacks a part. */
  Optional<List<Range>> in(String text) {
    List<Token> tokens = Tokens.of(text);
    List<List<Range>> found = parts.stream().map(part -> part.in(tokens)).toList();
    return found.stream().anyMatch(List::isEmpty)
        ? Optional.empty()
        : Optional.of(Range.merged(found.stream().flatMap(List::stream)));
  }

  /** What the index must have of it; a text that has all that may still lack the order. */
  String tsquery(Stream<String> others) {
    return String.join(
        " & ",
        Stream.concat(parts.stream().flatMap(part -> part.lexemes().stream()), others).toList());
  }

  /**
   * @param open whether its last word may go on
   */
  record Part(List<Token> tokens, boolean open) {

    List<Range> in(List<Token> text) {
      List<Range> found = new ArrayList<>();
      for (int i = 0; i + tokens.size() <= text.size(); i++) {
        if (isAt(i, text)) {
          found.add(new Range(text.get(i).start(), text.get(i + tokens.size() - 1).end()));
        }
      }
      return found;
    }

    private boolean isAt(int place, List<Token> text) {
      for (int i = 0; i < tokens.size(); i++) {
        Token one = tokens.get(i);
        Token other = text.get(place + i);
        boolean goesOn = isLast(i) && open && !one.single();
        boolean same =
            goesOn ? other.text().startsWith(one.text()) : other.text().equals(one.text());
        if (!same || one.single() != other.single() || (one.joined() && i > 0 && !other.joined())) {
          return false;
        }
      }
      return true;
    }

    private boolean isLast(int i) {
      return i == tokens.size() - 1;
    }

    private List<String> lexemes() {
      List<String> lexemes = new ArrayList<>();
      for (int i = 0; i < tokens.size(); i++) {
        Token token = tokens.get(i);
        if (!token.single()) {
          lexemes.add(Lexemes.quoted(Lexemes.word(token)) + (isLast(i) && open ? ":*" : ""));
        } else if (i > 0 && token.joined()) {
          lexemes.add(Lexemes.quoted(tokens.get(i - 1).text() + token.text()));
        } else {
          lexemes.add(Lexemes.quoted(token.text()));
        }
      }
      return lexemes;
    }
  }

  /** A piece of a text, in chars. */
  record Range(int start, int end) {
    static List<Range> merged(Stream<Range> ranges) {
      List<Range> merged = new ArrayList<>();
      ranges
          .sorted((a, b) -> Integer.compare(a.start(), b.start()))
          .forEach(
              next -> {
                Range last = merged.isEmpty() ? null : merged.getLast();
                if (last != null && next.start() < last.end()) {
                  merged.set(
                      merged.size() - 1, new Range(last.start(), Math.max(last.end(), next.end())));
                } else {
                  merged.add(Objects.requireNonNull(next));
                }
              });
      return List.copyOf(merged);
    }
  }
}
