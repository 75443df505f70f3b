package chat.auth.vault;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.encrypt.Encryptors;
import org.springframework.stereotype.Component;

/** Seals secrets before they are stored, with AES-GCM under a key from the environment. */
@Component
public class Vault {
  private static final Logger log = LoggerFactory.getLogger(Vault.class);
  private static final byte CLEAR = 0;
  private static final byte SEALED = 1;
  private static final int SALT_BYTES = 16;

  private final SecureRandom random = new SecureRandom();
  private final @Nullable String secret;

  Vault(VaultSettings settings) {
    this.secret = blankToNull(settings.secret());
    if (secret == null) {
      log.warn("chat.auth.vault.secret is not set: private keys are stored in the clear");
    }
  }

  public byte[] seal(byte[] clear) {
    if (secret == null) {
      return ByteBuffer.allocate(1 + clear.length).put(CLEAR).put(clear).array();
    }
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] sealed = encryptor(secret, salt).encrypt(clear);
    return ByteBuffer.allocate(1 + SALT_BYTES + sealed.length)
        .put(SEALED)
        .put(salt)
        .put(sealed)
        .array();
  }

  /** Opens what was sealed here, also what was stored in the clear before there was a secret. */
  public byte[] open(byte[] stored) {
    ByteBuffer in = ByteBuffer.wrap(stored);
    if (in.get() == CLEAR) {
      return remaining(in);
    }
    if (secret == null) {
      throw new IllegalStateException(
          "The database holds sealed secrets: set chat.auth.vault.secret to what sealed them.");
    }
    byte[] salt = new byte[SALT_BYTES];
    in.get(salt);
    return encryptor(secret, salt).decrypt(remaining(in));
  }

  private static BytesEncryptor encryptor(String secret, byte[] salt) {
    return Encryptors.stronger(secret, HexFormat.of().formatHex(salt));
  }

  private static byte[] remaining(ByteBuffer in) {
    byte[] rest = new byte[in.remaining()];
    in.get(rest);
    return rest;
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
