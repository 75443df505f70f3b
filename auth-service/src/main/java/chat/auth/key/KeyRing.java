package chat.auth.key;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The keys that this instance knows. A new key is published {@code publish-ahead} before it signs
 * and {@code keep-after} after it last did, so at no moment does anybody meet a token whose key
 * they cannot have.
 */
@Component
public class KeyRing {
  private final KeyStore store;
  private final KeySettings settings;
  private final Clock clock;
  private volatile List<SigningKey> known = List.of();

  KeyRing(KeyStore store, KeySettings settings, Clock clock) {
    this.store = store;
    this.settings = settings;
    this.clock = clock;
  }

  /** The key that signs now. */
  public Mono<RSAKey> signing() {
    return keys().map(keys -> signingAt(keys, clock.instant()).pair());
  }

  /** Every key that somebody may meet in a token now or soon, without the private halves. */
  public Mono<JWKSet> published() {
    return keys()
        .map(keys -> new JWKSet(keys.stream().<JWK>map(SigningKey::pair).toList()))
        .map(JWKSet::toPublicJWKSet);
  }

  /** The keys, the oldest first. */
  public Mono<List<SigningKey>> keys() {
    List<SigningKey> keys = known;
    return keys.isEmpty() ? reload() : Mono.just(keys);
  }

  /** Brings the next key, unless one is already on its way, and answers with it. */
  public Mono<SigningKey> rotate() {
    Instant now = clock.instant();
    return store
        .addUnlessDone(
            () -> clock.instant().plus(settings.publishAhead()), keys -> !newest(keys).isAfter(now))
        .then(Mono.defer(this::reload))
        .map(List::getLast);
  }

  @Scheduled(fixedDelayString = "${chat.auth.keys.reload-every:15s}")
  Mono<Void> keepUp() {
    return reload()
        .filter(keys -> newest(keys).plus(settings.rotateEvery()).isBefore(clock.instant()))
        .flatMap(keys -> rotate())
        .then(Mono.defer(this::forgetOldKeys));
  }

  private Mono<List<SigningKey>> reload() {
    return store
        .all()
        .flatMap(keys -> keys.isEmpty() ? makeFirst() : Mono.just(keys))
        .doOnNext(keys -> known = List.copyOf(keys));
  }

  private Mono<List<SigningKey>> makeFirst() {
    return store.addUnlessDone(clock::instant, List::isEmpty).then(Mono.defer(store::all));
  }

  private Mono<Void> forgetOldKeys() {
    List<SigningKey> keys = known;
    Instant now = clock.instant();
    return Flux.fromStream(
            IntStream.range(0, keys.size() - 1)
                .filter(i -> keys.get(i + 1).activeFrom().plus(settings.keepAfter()).isBefore(now))
                .mapToObj(i -> keys.get(i).kid()))
        .concatMap(store::delete)
        .then();
  }

  private static SigningKey signingAt(List<SigningKey> keys, Instant now) {
    return keys.reversed().stream()
        .filter(key -> !key.activeFrom().isAfter(now))
        .findFirst()
        // clocks of two instances may differ by more than the age of the very first key
        .orElseGet(keys::getFirst);
  }

  private static Instant newest(List<SigningKey> keys) {
    return keys.isEmpty() ? Instant.MIN : keys.getLast().activeFrom();
  }
}
