package chat.kit.security;

import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * Decides whether an access token is good, for a request or for a live socket. The answer to a bad
 * one is a {@link Problem} that says which way it is bad.
 */
public final class AccessTokens {
  private final ReactiveJwtDecoder signatures;
  private final SigningKeys keys;
  private final TokenClaims claims;
  private final RevokedSessions revoked;
  private volatile VerifiedTokens verified;

  AccessTokens(SigningKeys keys, TokenClaims claims, RevokedSessions revoked, int held) {
    this.signatures = decoder(keys);
    this.keys = keys;
    this.claims = claims;
    this.revoked = revoked;
    this.verified = new VerifiedTokens(keys.held(), held);
  }

  private static ReactiveJwtDecoder decoder(SigningKeys keys) {
    NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withJwkSource(keys::of).build();
    decoder.setJwtValidator(jwt -> OAuth2TokenValidatorResult.success());
    return decoder;
  }

  public Mono<AccessToken> read(String token) {
    return Mono.defer(() -> genuine(token)).map(claims::fresh).map(this::notRevoked);
  }

  private Mono<AccessToken> genuine(String token) {
    // should the keys change meanwhile, what was checked under the old ones is not kept
    VerifiedTokens known = verified.under(keys.held());
    verified = known;
    AccessToken seen = known.get(token);
    return seen != null
        ? Mono.just(seen)
        : verify(token).doOnNext(genuine -> known.put(token, genuine));
  }

  private Mono<AccessToken> verify(String token) {
    return signatures
        .decode(token)
        .onErrorMap(JwtException.class, e -> TokenRefusal.rejected("Its signature is not ours."))
        .onErrorMap(IllegalStateException.class, AccessTokens::keysAway)
        .map(claims::read);
  }

  private AccessToken notRevoked(AccessToken token) {
    if (token.identity() instanceof Caller caller && revoked.contains(caller.session())) {
      throw TokenRefusal.revoked();
    }
    return token;
  }

  /** Not the token's fault, so nobody is logged out because auth-service starts later than we. */
  private static Problem keysAway(IllegalStateException e) {
    return Problem.of(ProblemType.UNAVAILABLE, "The token cannot be checked at the moment.");
  }
}
