package chat.kit.security;

import com.nimbusds.jose.jwk.JWKSet;
import reactor.core.publisher.Mono;

/**
 * Where the public keys come from: what auth-service publishes, or, in auth-service itself, its own
 * memory.
 */
public interface KeySource {
  Mono<JWKSet> keys();
}
