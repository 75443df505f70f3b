package chat.rooms.room;

import static chat.wire.ProblemType.INVALID_REQUEST;
import static chat.wire.ProblemType.OUTDATED;

import chat.kit.problem.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header by which a client says which version its change builds on. */
public record IfMatch(String value) {
  private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

  /** How Spring reads the header. */
  public static IfMatch valueOf(String value) {
    return new IfMatch(value.strip());
  }

  /** How a version stands in the header ETag. */
  public static String tag(long version) {
    return "\"" + version + "\"";
  }

  /**
   * Refuses when what is to be changed has been changed since.
   *
   * @param changed the version that last changed it
   */
  public void check(long changed) {
    if (value.equals("*")) {
      return;
    }
    Matcher tag = TAG.matcher(value);
    if (!tag.matches()) {
      throw Problem.of(
          INVALID_REQUEST, "If-Match takes the ETag as you received it, such as \"7\", or *.");
    }
    if (Long.parseLong(tag.group(1)) < changed) {
      throw Problem.of(
          OUTDATED, "Read it again, and decide whether your change still makes sense.");
    }
  }
}
