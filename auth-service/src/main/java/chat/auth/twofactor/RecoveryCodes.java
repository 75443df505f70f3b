package chat.auth.twofactor;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Ten codes to print, each of 80 random bits and good once. */
final class RecoveryCodes {
  private static final int CODES = 10;
  private static final int CODE_BYTES = 10;
  private static final int GROUP = 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  private RecoveryCodes() {}

  static List<String> fresh() {
    return IntStream.range(0, CODES).mapToObj(i -> grouped(random())).toList();
  }

  /** However somebody has typed it. */
  static String plain(String code) {
    return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
  }

  private static String random() {
    byte[] bytes = new byte[CODE_BYTES];
    RANDOM.nextBytes(bytes);
    return Totp.base32(bytes);
  }

  private static String grouped(String code) {
    return String.join("-", code.split("(?<=\\G.{%d})".formatted(GROUP)));
  }
}
