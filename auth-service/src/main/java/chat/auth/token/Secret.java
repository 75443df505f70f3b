package chat.auth.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An opaque secret that somebody holds and we know only by its hash. It has 256 random bits, so a
 * plain hash is enough.
 */
public record Secret(String value) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  public static Secret random() {
    return new Secret(TEXT.encodeToString(randomBytes()));
  }

  /** A secret that a person or a scanner of leaked secrets recognises by its beginning. */
  public static Secret random(String prefix) {
    return new Secret(prefix + TEXT.encodeToString(randomBytes()));
  }

  private static byte[] randomBytes() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** What the database may know. */
  public Hash hash() {
    try {
      return new Hash(MessageDigest.getInstance("SHA-256").digest(bytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** The secret that follows from this one and the salt: the same again for who holds this one. */
  public Secret successor(String salt) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(), "HmacSHA256"));
      return new Secret(TEXT.encodeToString(mac.doFinal(salt.getBytes(StandardCharsets.UTF_8))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA256", e);
    }
  }

  private byte[] bytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Secret[…]";
  }
}
