package chat.kit.testing;

import chat.wire.SessionId;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A token in the making: a good one unless it is told otherwise. */
public final class TestToken {
  private static final Duration LIFE = Duration.ofMinutes(5);

  private final RSAKey key;
  private final JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder();
  private @Nullable String keyId;
  private String type = "at+jwt";

  TestToken(RSAKey key, String issuer, String subject, String kind) {
    this.key = key;
    this.keyId = key.getKeyID();
    claims
        .issuer(issuer)
        .audience("chat")
        .subject(subject)
        .claim("kind", kind)
        .jwtID(UUID.randomUUID().toString());
    expiresIn(LIFE);
  }

  public TestToken session(SessionId session) {
    return claim("sid", session.toString());
  }

  public TestToken roles(String... roles) {
    return claim("roles", List.of(roles));
  }

  public TestToken expiresIn(Duration life) {
    Instant end = Instant.now().plus(life);
    claims.expirationTime(Date.from(end));
    claims.issueTime(Date.from(life.isPositive() ? Instant.now() : end.minus(LIFE)));
    return this;
  }

  /** Sets any claim to anything; null takes it away. */
  public TestToken claim(String name, @Nullable Object value) {
    claims.claim(name, value);
    return this;
  }

  public TestToken keyId(@Nullable String other) {
    keyId = other;
    return this;
  }

  public TestToken type(String other) {
    type = other;
    return this;
  }

  public String signed() {
    try {
      return signed(JWSAlgorithm.RS256, new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public String signed(JWSAlgorithm algorithm, JWSSigner signer) {
    try {
      JWSHeader header =
          new JWSHeader.Builder(algorithm).keyID(keyId).type(new JOSEObjectType(type)).build();
      SignedJWT jwt = new SignedJWT(header, claims.build());
      jwt.sign(signer);
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With {@code "alg": "none"}, as an attacker would try. */
  public String unsigned() {
    return new PlainJWT(claims.build()).serialize();
  }
}
