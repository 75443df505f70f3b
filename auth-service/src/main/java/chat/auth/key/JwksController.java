package chat.auth.key;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Publishes the public keys, out of memory. */
@RestController
@Tag(name = "Keys and metadata")
class JwksController {
  private final KeyRing keys;
  private final CacheControl cacheControl;

  JwksController(KeyRing keys, KeySettings settings) {
    this.keys = keys;
    // half the time that a key is published ahead, so that no cache misses a key that signs
    Duration age = settings.publishAhead().dividedBy(2);
    this.cacheControl = CacheControl.maxAge(age).cachePublic();
  }

  @Operation(summary = "The public keys by which tokens are checked (RFC 7517)")
  @GetMapping("/.well-known/jwks.json")
  Mono<ResponseEntity<Map<String, Object>>> jwks() {
    return keys.published()
        .map(set -> ResponseEntity.ok().cacheControl(cacheControl).body(set.toJSONObject()));
  }
}
