package chat.load.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.wire.UserRef;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Signs access tokens as auth-service does, with a key of its own. */
public final class Tokens {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration LIFE = Duration.ofHours(6);
  private static final String KEY_ID = "load";

  private final KeyPair key;

  Tokens() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      key = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A person's, in a session of its own. */
  public String of(UserRef user) {
    return signed(
        user.id().toString(),
        Map.of(
            "sid", UUID.randomUUID().toString(),
            "name", user.name(),
            "kind", "person",
            "roles", List.of()));
  }

  String ofService(String name) {
    return signed(name, Map.of("kind", "service", "roles", List.of("service")));
  }

  String keys() {
    RSAPublicKey open = (RSAPublicKey) key.getPublic();
    return JSON.writeValueAsString(
        Map.of(
            "keys",
            List.of(
                Map.of(
                    "kty",
                    "RSA",
                    "use",
                    "sig",
                    "alg",
                    "RS256",
                    "kid",
                    KEY_ID,
                    "n",
                    number(open.getModulus()),
                    "e",
                    number(open.getPublicExponent())))));
  }

  private String signed(String subject, Map<String, ?> more) {
    Instant now = Instant.now();
    Map<String, Object> claims = new java.util.LinkedHashMap<>(more);
    claims.put("iss", "http://localhost:8080");
    claims.put("aud", "chat");
    claims.put("sub", subject);
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(LIFE).getEpochSecond());
    String content =
        encoded(Map.of("alg", "RS256", "kid", KEY_ID, "typ", "at+jwt")) + "." + encoded(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key.getPrivate());
      signature.update(content.getBytes(UTF_8));
      return content + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(Map<String, ?> json) {
    return base64(JSON.writeValueAsBytes(json));
  }

  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    return base64(java.util.Arrays.copyOfRange(bytes, sign, bytes.length));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
