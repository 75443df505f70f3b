package chat.auth.twofactor;

import chat.auth.token.Hash;
import chat.auth.vault.Vault;
import chat.wire.UserId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Second factors, their secrets sealed, and the hashes of recovery codes. */
@Component
class SecondFactorStore {
  private final DatabaseClient db;
  private final Vault vault;

  SecondFactorStore(DatabaseClient db, Vault vault) {
    this.db = db;
    this.vault = vault;
  }

  record Factor(Totp totp, boolean confirmed) {}

  Mono<Factor> of(UserId user) {
    return db.sql("SELECT sealed_secret, confirmed_at FROM second_factors WHERE user_id = :user")
        .bind("user", user.value())
        .map(this::read)
        .one();
  }

  /** Puts a new secret in place of an unconfirmed one; true unless there is a confirmed one. */
  Mono<Boolean> propose(UserId user, Totp totp) {
    return db.sql(
            """
            INSERT INTO second_factors (user_id, sealed_secret) VALUES (:user, :secret)
            ON CONFLICT (user_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, last_step = 0
            WHERE second_factors.confirmed_at IS NULL
            """)
        .bind("user", user.value())
        .bind("secret", vault.seal(totp.secret()))
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  /** Takes a step unless it, or a later one, was taken before. */
  Mono<Boolean> take(UserId user, long step) {
    return db.sql(
            """
            UPDATE second_factors SET last_step = :step WHERE user_id = :user AND last_step < :step
            """)
        .bind("user", user.value())
        .bind("step", step)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  Mono<Void> confirm(UserId user, Instant now) {
    return db.sql("UPDATE second_factors SET confirmed_at = :now WHERE user_id = :user")
        .bind("user", user.value())
        .bind("now", now)
        .then();
  }

  Mono<Void> remove(UserId user) {
    return db.sql("DELETE FROM second_factors WHERE user_id = :user")
        .bind("user", user.value())
        .then()
        .then(Mono.defer(() -> removeRecoveryCodes(user)));
  }

  Mono<Void> replaceRecoveryCodes(UserId user, List<Hash> hashes) {
    return removeRecoveryCodes(user)
        .thenMany(Flux.fromIterable(hashes))
        .concatMap(hash -> addRecoveryCode(user, hash))
        .then();
  }

  /** Uses a recovery code up; true when there was such a one. */
  Mono<Boolean> useRecoveryCode(UserId user, Hash hash) {
    return db.sql("DELETE FROM recovery_codes WHERE user_id = :user AND hash = :hash")
        .bind("user", user.value())
        .bind("hash", hash.bytes())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  Mono<Long> recoveryCodesLeft(UserId user) {
    return db.sql("SELECT count(*) FROM recovery_codes WHERE user_id = :user")
        .bind("user", user.value())
        .mapValue(Long.class)
        .one();
  }

  private Mono<Void> addRecoveryCode(UserId user, Hash hash) {
    return db.sql("INSERT INTO recovery_codes (user_id, hash) VALUES (:user, :hash)")
        .bind("user", user.value())
        .bind("hash", hash.bytes())
        .then();
  }

  private Mono<Void> removeRecoveryCodes(UserId user) {
    return db.sql("DELETE FROM recovery_codes WHERE user_id = :user")
        .bind("user", user.value())
        .then();
  }

  private Factor read(Readable row) {
    return new Factor(
        new Totp(vault.open(row.get("sealed_secret", byte[].class))),
        row.get("confirmed_at", Instant.class) != null);
  }
}
