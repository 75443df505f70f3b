package chat.auth.user;

import java.lang.Character.UnicodeScript;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Spelling: what names may look like, and when two spellings are the same name. */
public final class Names {
  private static final Pattern USERNAME =
      Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}._-]{1,30})[\\p{L}\\p{M}\\p{N}]");
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@\"(),:;<>\\[\\\\\\]\\p{Cntrl}]{1,64}@([^\\s@\\p{Cntrl}]{1,190})");
  private static final Pattern DOMAIN =
      Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}|localhost");

  /** Controls, line ends, and what turns the direction of the text around it. */
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]");

  private static final Pattern VISIBLE = Pattern.compile("[^\\p{Z}\\p{C}\\p{M}]");

  /** Scripts that one language mixes. */
  private static final Set<UnicodeScript> JAPANESE =
      Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);

  private Names() {}

  /** The form in which a name is kept: composed, and without spaces around it. */
  public static String tidy(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC).strip();
  }

  /** The form in which two usernames are compared: ＡＤＡ, Ada and ada are one name. */
  public static String usernameKey(String username) {
    return folded(Normalizer.normalize(username, Normalizer.Form.NFKC).strip());
  }

  /** The form in which two addresses are compared. */
  public static String emailKey(String email) {
    String tidy = Normalizer.normalize(email, Normalizer.Form.NFKC).strip();
    int at = tidy.lastIndexOf('@');
    return at < 0
        ? folded(tidy)
        : folded(tidy.substring(0, at)) + "@" + ascii(tidy.substring(at + 1));
  }

  /** Letters, digits and inner dots, dashes and underscores, all letters of one script. */
  static boolean isUsername(String username) {
    String key = usernameKey(username);
    return USERNAME.matcher(key).matches() && oneScript(key);
  }

  /** Anything that can be seen, on one line. */
  static boolean isDisplayName(String name) {
    String tidy = tidy(name);
    int length = tidy.codePointCount(0, tidy.length());
    return length >= 1
        && length <= 64
        && !INVISIBLE.matcher(tidy).find()
        && VISIBLE.matcher(tidy).find();
  }

  static boolean isEmail(String email) {
    String key = emailKey(email);
    return EMAIL.matcher(key).matches()
        && DOMAIN.matcher(key.substring(key.lastIndexOf('@') + 1)).matches();
  }

  /** A Cyrillic а among Latin letters is not a spelling but a disguise. */
  private static boolean oneScript(String name) {
    Set<UnicodeScript> scripts =
        name.codePoints()
            .mapToObj(UnicodeScript::of)
            .filter(script -> script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED)
            .collect(Collectors.toSet());
    return scripts.size() <= 1 || JAPANESE.containsAll(scripts);
  }

  /** By way of capitals, so that ß and ſ meet ss and s. */
  private static String folded(String text) {
    return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  private static String ascii(String domain) {
    try {
      return folded(IDN.toASCII(domain));
    } catch (IllegalArgumentException noDomain) {
      return folded(domain);
    }
  }
}
