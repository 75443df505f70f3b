package chat.messages.guest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What only one guest knows. It names and seals what is kept of them, and can be shown anew. */
public final class GuestKey {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern SHOWN = Pattern.compile("([\\w-]{24})\\.[\\w-]{8}");
  private static final String DERIVATION = "HmacSHA256";
  private static final int KEY_BYTES = 18;
  private static final int SHOWING_BYTES = 6;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final String secret;

  private GuestKey(String secret) {
    this.secret = secret;
  }

  public static GuestKey fresh() {
    return new GuestKey(random(KEY_BYTES));
  }

  /** The same for the same text, and unknown to whoever does not know what is derived from. */
  static GuestKey derived(byte[] from, String text) {
    try {
      Mac mac = Mac.getInstance(DERIVATION);
      mac.init(new SecretKeySpec(from, DERIVATION));
      byte[] hash = mac.doFinal(("guest " + text).getBytes(StandardCharsets.UTF_8));
      return new GuestKey(base64(Arrays.copyOf(hash, KEY_BYTES)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + DERIVATION, e);
    }
  }

  /** Null when it is none of ours. */
  public static @Nullable GuestKey of(@Nullable String shown) {
    var match = SHOWN.matcher(shown == null ? "" : shown);
    return match.matches() ? new GuestKey(match.group(1)) : null;
  }

  /**
   * Another text each time: a client that is given the same again believes that it missed nothing.
   */
  public String shown() {
    return secret + "." + random(SHOWING_BYTES);
  }

  /** By which it is found; tells nothing of the key. */
  String name() {
    return base64(hash("name"));
  }

  String seal(String text) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] shut = run(Cipher.ENCRYPT_MODE, nonce, text.getBytes(StandardCharsets.UTF_8));
    Base64.Encoder base64 = Base64.getEncoder();
    return base64.encodeToString(nonce) + "." + base64.encodeToString(shut);
  }

  String open(String shut) {
    int dot = shut.indexOf('.');
    byte[] nonce = Base64.getDecoder().decode(shut.substring(0, dot));
    byte[] content = Base64.getDecoder().decode(shut.substring(dot + 1));
    return new String(run(Cipher.DECRYPT_MODE, nonce, content), StandardCharsets.UTF_8);
  }

  private byte[] run(int mode, byte[] nonce, byte[] content) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      SecretKeySpec key = new SecretKeySpec(hash("seal"), "AES");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("What is kept of a guest cannot be read", e);
    }
  }

  private byte[] hash(String purpose) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest((purpose + ":" + secret).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return base64(bytes);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
