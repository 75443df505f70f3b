package chat.auth.key;

import chat.kit.security.KeySource;
import com.nimbusds.jose.jwk.JWKSet;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Spares this service to ask itself over HTTP, which it cannot do before it listens. */
@Component
class OwnKeys implements KeySource {
  private final KeyRing ring;

  OwnKeys(KeyRing ring) {
    this.ring = ring;
  }

  @Override
  public Mono<JWKSet> keys() {
    return ring.published();
  }

  @Override
  public String toString() {
    return "the keys in the database";
  }
}
