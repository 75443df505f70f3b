package chat.messages.change;

import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import java.util.List;
import java.util.regex.Pattern;

/** Tells one emoji, whatever it is composed of, from all other text. */
final class Emoji {
  private static final int LONGEST = 40;
  private static final Pattern ONE_CHARACTER = Pattern.compile("\\X");
  private static final int JOINER = 0x200d;
  private static final int AS_PICTURE = 0xfe0f;
  private static final int KEYCAP = 0x20e3;

  private Emoji() {}

  /** Refuses what is none. */
  static String of(String text) {
    if (text.length() > LONGEST
        || !ONE_CHARACTER.matcher(text).matches()
        || !text.codePoints().allMatch(Emoji::belongs)
        || text.codePoints().noneMatch(Emoji::isPicture)) {
      throw Problem.invalid(List.of(new FieldError("emoji", "must be one emoji")));
    }
    return text;
  }

  private static boolean belongs(int c) {
    return Character.isEmoji(c) || c == JOINER || c == AS_PICTURE || c == KEYCAP || isTag(c);
  }

  /** A digit is an emoji too, and becomes a picture within a keycap. */
  private static boolean isPicture(int c) {
    return Character.isExtendedPictographic(c) || Character.isEmojiPresentation(c) || c == KEYCAP;
  }

  /** By which the flags of regions are spelled. */
  private static boolean isTag(int c) {
    return c >= 0xe0020 && c <= 0xe007f;
  }
}
