package chat.auth.twofactor;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based codes of RFC 6238, as every authenticator makes them: SHA-1, 30 seconds, 6 digits. */
final class Totp {
  private static final int SECRET_BYTES = 20;
  private static final int STEP_SECONDS = 30;

  /** How many steps a clock may be off in either direction. */
  private static final int DRIFT = 1;

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] secret;

  Totp(byte[] secret) {
    this.secret = secret.clone();
  }

  static Totp random() {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return new Totp(secret);
  }

  byte[] secret() {
    return secret.clone();
  }

  /** The step whose code this is, among those that may be meant now. */
  OptionalLong step(String code, Instant now) {
    long current = stepAt(now);
    return LongStream.rangeClosed(current - DRIFT, current + DRIFT)
        .filter(step -> code(step).equals(code))
        .findFirst();
  }

  static long stepAt(Instant now) {
    return now.getEpochSecond() / STEP_SECONDS;
  }

  String code(long step) {
    byte[] hash = hmac(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int offset = hash[hash.length - 1] & 0xf;
    int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
    return "%06d".formatted(number % 1_000_000);
  }

  /** In base 32, as an authenticator takes it. */
  static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte next : bytes) {
      buffer = ((buffer << 8) | (next & 0xff)) & 0xfff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(ALPHABET.charAt((buffer >> bits) & 0x1f));
      }
    }
    if (bits > 0) {
      text.append(ALPHABET.charAt((buffer << (5 - bits)) & 0x1f));
    }
    return text.toString();
  }

  private byte[] hmac(byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA1", e);
    }
  }
}
