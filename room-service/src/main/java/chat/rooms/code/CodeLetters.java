package chat.rooms.code;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.stream.Collectors;

/** Codes that can be read out and copied by hand: no letter looks like another one. */
final class CodeLetters {
  /** Of 0 O Q D, 1 I L, 2 Z, 5 S, 6 G, 8 B and U V at most one each is left. */
  static final String ALPHABET = "ACDEFGHJKMNPRTVWXY3479";

  private static final SecureRandom RANDOM = new SecureRandom();

  private CodeLetters() {}

  static String random(int length) {
    return RANDOM
        .ints(length, 0, ALPHABET.length())
        .mapToObj(i -> String.valueOf(ALPHABET.charAt(i)))
        .collect(Collectors.joining());
  }

  /** A code as it is stored, from what somebody typed. */
  static String read(String typed) {
    return typed.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
  }
}
