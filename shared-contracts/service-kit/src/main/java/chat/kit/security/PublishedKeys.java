package chat.kit.security;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.text.ParseException;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** The keys as auth-service publishes them. */
final class PublishedKeys implements KeySource {
  private final WebClient http;
  private final URI uri;

  PublishedKeys(WebClient http, URI uri) {
    this.http = http;
    this.uri = uri;
  }

  @Override
  public Mono<JWKSet> keys() {
    return http.get().uri(uri).retrieve().bodyToMono(String.class).map(PublishedKeys::parse);
  }

  @Override
  public String toString() {
    return "the keys at " + uri;
  }

  private static JWKSet parse(String json) {
    try {
      return JWKSet.parse(json).toPublicJWKSet();
    } catch (ParseException e) {
      throw new IllegalStateException("what is served there is no key set", e);
    }
  }
}
