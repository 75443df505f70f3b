package chat.auth.key;

import chat.auth.vault.Vault;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The signing keys in the database; a lock there lets one instance at a time make a new one. */
@Component
class KeyStore {
  static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('chat.auth.signing_keys'))";

  private final DatabaseClient db;
  private final TransactionalOperator transaction;
  private final Vault vault;
  private final KeySettings settings;

  KeyStore(
      DatabaseClient db, TransactionalOperator transaction, Vault vault, KeySettings settings) {
    this.db = db;
    this.transaction = transaction;
    this.vault = vault;
    this.settings = settings;
  }

  /** All keys, the oldest first. */
  Mono<List<SigningKey>> all() {
    return db.sql("SELECT sealed_pair, active_from FROM signing_keys ORDER BY active_from")
        .map(this::read)
        .all()
        .collectList();
  }

  /**
   * Adds a key, unless {@code needed} finds, under the lock, that another instance was faster.
   *
   * @param activeFrom from when it signs; asked for when there is a key, since neither the lock nor
   *     making a key takes a known time
   */
  Mono<Void> addUnlessDone(Supplier<Instant> activeFrom, Predicate<List<SigningKey>> needed) {
    return db.sql(LOCK)
        .fetch()
        .rowsUpdated()
        .then(Mono.defer(this::all))
        .filter(needed)
        .flatMap(keys -> generate())
        .flatMap(pair -> insert(new SigningKey(pair, activeFrom.get())))
        .as(transaction::transactional);
  }

  Mono<Void> delete(String kid) {
    return db.sql("DELETE FROM signing_keys WHERE kid = :kid").bind("kid", kid).then();
  }

  private Mono<Void> insert(SigningKey key) {
    return db.sql(
            """
            INSERT INTO signing_keys (kid, sealed_pair, active_from)
            VALUES (:kid, :pair, :activeFrom)
            """)
        .bind("kid", key.kid())
        .bind("pair", vault.seal(key.pair().toJSONString().getBytes(StandardCharsets.UTF_8)))
        .bind("activeFrom", key.activeFrom())
        .then();
  }

  /** Takes up to a second of computing, so not on an event loop. */
  private Mono<RSAKey> generate() {
    return Mono.fromCallable(this::newPair).subscribeOn(Schedulers.boundedElastic());
  }

  private RSAKey newPair() throws JOSEException {
    return new RSAKeyGenerator(settings.bits())
        .keyIDFromThumbprint(true)
        .keyUse(KeyUse.SIGNATURE)
        .algorithm(JWSAlgorithm.RS256)
        .generate();
  }

  private SigningKey read(Readable row) {
    byte[] pair = vault.open(row.get("sealed_pair", byte[].class));
    try {
      return new SigningKey(
          RSAKey.parse(new String(pair, StandardCharsets.UTF_8)),
          row.get("active_from", Instant.class));
    } catch (ParseException e) {
      throw new IllegalStateException("A signing key in the database cannot be read", e);
    }
  }
}
