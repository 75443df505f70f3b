package chat.kit.security;

import com.nimbusds.jose.jwk.JWKSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tokens whose signature was found good, so that it is checked once and not with each request. Made
 * for one set of keys: when that changes, a key may have been withdrawn and all is checked again.
 *
 * <p>Two generations keep it bounded: when the young one is full it becomes the old one, and what
 * nobody has used since then goes with the old one before it.
 */
final class VerifiedTokens {
  private final JWKSet keys;
  private final int generation;
  private volatile Map<String, AccessToken> young = new ConcurrentHashMap<>();
  private volatile Map<String, AccessToken> old = Map.of();

  VerifiedTokens(JWKSet keys, int held) {
    this.keys = keys;
    this.generation = Math.max(1, held / 2);
  }

  /** This one if it was made for those keys, else an empty one that is. */
  VerifiedTokens under(JWKSet current) {
    return current.equals(keys) ? this : new VerifiedTokens(current, generation * 2);
  }

  @Nullable AccessToken get(String token) {
    AccessToken known = young.get(token);
    if (known == null) {
      known = old.get(token);
      if (known != null) {
        put(token, known);
      }
    }
    return known;
  }

  void put(String token, AccessToken verified) {
    if (young.size() >= generation) {
      turn();
    }
    young.put(token, verified);
  }

  int size() {
    return young.size() + old.size();
  }

  private synchronized void turn() {
    if (young.size() >= generation) {
      old = young;
      young = new ConcurrentHashMap<>();
    }
  }
}
