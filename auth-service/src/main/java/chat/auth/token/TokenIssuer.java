package chat.auth.token;

import chat.auth.key.KeyRing;
import chat.auth.user.User;
import chat.wire.SessionId;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Issues the signed tokens that every service of the house accepts. */
@Component
public class TokenIssuer {
  private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

  private final KeyRing keys;
  private final TokenSettings settings;
  private final Clock clock;

  TokenIssuer(KeyRing keys, TokenSettings settings, Clock clock) {
    this.keys = keys;
    this.settings = settings;
    this.clock = clock;
  }

  public Mono<IssuedToken> forUser(User user, SessionId session) {
    return sign(userClaims(user, session).build());
  }

  /** A token that can do no more than its scopes say. */
  public Mono<IssuedToken> forUser(User user, SessionId session, Collection<String> scopes) {
    return sign(userClaims(user, session).claim("scope", String.join(" ", scopes)).build());
  }

  public Mono<IssuedToken> forService(String name) {
    return sign(claims(name).claim("kind", "service").claim("roles", List.of("service")).build());
  }

  private JWTClaimsSet.Builder userClaims(User user, SessionId session) {
    return claims(user.id().toString())
        .claim("sid", session.toString())
        .claim("name", user.displayName())
        .claim("preferred_username", user.username())
        .claim("kind", user.kind().name().toLowerCase(Locale.ROOT))
        .claim("roles", user.roles());
  }

  private JWTClaimsSet.Builder claims(String subject) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(settings.issuer())
        .audience(settings.audience())
        .subject(subject)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(settings.lifetime())))
        .jwtID(UUID.randomUUID().toString());
  }

  private Mono<IssuedToken> sign(JWTClaimsSet claims) {
    return keys.signing()
        // a signature is a millisecond of computing: many at once must not hold the event loops up
        .publishOn(Schedulers.parallel())
        .map(key -> new IssuedToken(signed(claims, key), settings.lifetime()));
  }

  private static String signed(JWTClaimsSet claims, RSAKey key) {
    SignedJWT jwt = new SignedJWT(header(key), claims);
    try {
      jwt.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("The signing key " + key.getKeyID() + " is unusable", e);
    }
    return jwt.serialize();
  }

  private static JWSHeader header(RSAKey key) {
    return new JWSHeader.Builder(JWSAlgorithm.RS256).type(TYPE).keyID(key.getKeyID()).build();
  }
}
