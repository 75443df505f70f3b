package chat.auth.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Recognises passwords that are tried first: those of the list shipped with the service, also in
 * the usual disguises of digits for letters, a year or an exclamation mark at the end, and
 * doubling.
 */
final class CommonPasswords {
  private static final String LIST = "/common-passwords.txt";
  private static final Pattern AROUND = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");
  private static final int FEWEST_CHARACTERS = 5;

  private final Set<String> known;

  CommonPasswords() {
    try (InputStream in =
            Objects.requireNonNull(CommonPasswords.class.getResourceAsStream(LIST), LIST);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      known =
          lines
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#!"))
              .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean contains(String password) {
    String plain = Normalizer.normalize(password, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return monotonous(plain) || disguises(plain).anyMatch(this::isKnown);
  }

  private boolean isKnown(String candidate) {
    return known.contains(candidate) || known.contains(firstPeriod(candidate));
  }

  private static Stream<String> disguises(String plain) {
    String bare = AROUND.matcher(plain).replaceAll("");
    return Stream.of(
            plain,
            bare,
            spelled(plain),
            spelled(bare),
            AROUND.matcher(spelled(plain)).replaceAll(""),
            plain.replaceAll("[\\s._-]", ""))
        .filter(candidate -> !candidate.isEmpty())
        .distinct();
  }

  /** p@$$w0rd is password. */
  private static String spelled(String text) {
    return text.replace('@', 'a')
        .replace('4', 'a')
        .replace('3', 'e')
        .replace('1', 'i')
        .replace('!', 'i')
        .replace('0', 'o')
        .replace('$', 's')
        .replace('5', 's')
        .replace('7', 't');
  }

  /** Few different characters, or each the neighbour of the one before. */
  private static boolean monotonous(String text) {
    return text.codePoints().distinct().count() < FEWEST_CHARACTERS || climbs(text);
  }

  private static boolean climbs(String text) {
    long steps = 0;
    for (int i = 1; i < text.length(); i++) {
      int step = text.charAt(i) - text.charAt(i - 1);
      steps += Math.abs(step) <= 1 ? 1 : 0;
    }
    return steps >= text.length() * 3L / 4;
  }

  /** What repeats to make the text: abc of abcabc. */
  private static String firstPeriod(String text) {
    int period = (text + text).indexOf(text, 1);
    return text.substring(0, period);
  }
}
