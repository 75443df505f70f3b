package chat.auth.key;

import com.nimbusds.jose.jwk.RSAKey;
import java.time.Instant;

/** A key pair and the moment from which it signs; it does so until the next one's moment. */
public record SigningKey(RSAKey pair, Instant activeFrom) {
  public String kid() {
    return pair.getKeyID();
  }
}
