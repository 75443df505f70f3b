package chat.kit.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The public keys by which auth-service's tokens are known. A key that is held serves for as long
 * as no fetch has said otherwise, so auth-service may be away; an unknown one is asked for at most
 * once in a while, so a flood of made-up key ids reaches auth-service as a trickle.
 */
final class SigningKeys {
  /** auth-service may be about to come up: a token shall not be refused for longer than this. */
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

  private final KeySource source;
  private final Mono<JWKSet> fetch;
  private volatile JWKSet held = new JWKSet();

  SigningKeys(KeySource source, Duration pause) {
    this.source = source;
    // one fetch at a time, and its outcome is the answer for the length of the pause
    Duration afterFailure = pause.compareTo(AFTER_A_FAILURE) < 0 ? pause : AFTER_A_FAILURE;
    this.fetch = Mono.defer(this::ask).cache(keys -> pause, error -> afterFailure, () -> pause);
  }

  JWKSet held() {
    return held;
  }

  /** The key that a token names, or nothing when there is no such key. */
  Flux<JWK> of(SignedJWT token) {
    String id = token.getHeader().getKeyID();
    if (id == null || !JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm())) {
      return Flux.empty();
    }
    JWK key = held.getKeyByKeyId(id);
    return key != null
        ? Flux.just(key)
        : fetch.flatMapMany(keys -> Mono.justOrEmpty(keys.getKeyByKeyId(id)));
  }

  /** Fetches the keys every so often, for as long as it is subscribed to. */
  Flux<JWKSet> keptFresh(Duration every) {
    return Flux.interval(Duration.ZERO, every)
        .onBackpressureDrop()
        .concatMap(tick -> fetch.onErrorResume(e -> Mono.empty()));
  }

  private Mono<JWKSet> ask() {
    return source
        .keys()
        .doOnNext(this::hold)
        .doOnError(e -> log.warn("Cannot fetch {}: {}", source, e.toString()));
  }

  private void hold(JWKSet keys) {
    if (!keys.equals(held)) {
      held = keys;
    }
  }
}
