package chat.auth.user;

import chat.wire.UserId;
import java.time.Instant;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What people log in with: their names, their address and the hash of their password. */
@Component
public class Credentials {
  private final DatabaseClient db;

  Credentials(DatabaseClient db) {
    this.db = db;
  }

  /** Makes a person of a guest, who stays the same user; empty when it is no guest any more. */
  public Mono<User> becomePerson(UserId id, NewPerson person) {
    return db.sql(
            """
            UPDATE users SET kind = 'person', username = :username, username_key = :usernameKey,
              email = :email, email_key = :emailKey, password_hash = :passwordHash,
              display_name = :displayName, version = version + 1
            WHERE id = :id AND kind = 'guest' AND deleted_at IS NULL
            RETURNING *
            """)
        .bind("id", id.value())
        .bind("username", person.username())
        .bind("usernameKey", Names.usernameKey(person.username()))
        .bind("email", person.email())
        .bind("emailKey", Names.emailKey(person.email()))
        .bind("passwordHash", person.passwordHash())
        .bind("displayName", person.displayName())
        .map(UserRow::read)
        .one()
        .onErrorMap(DuplicateKeyException.class, UserRow::taken);
  }

  /** Gives a user another address, of which we do not know yet whether it is theirs. */
  public Mono<User> changeEmail(UserId id, String email) {
    return db.sql(
            """
            UPDATE users SET email = :email, email_key = :emailKey, email_verified_at = NULL
            WHERE id = :id AND deleted_at IS NULL
            RETURNING *
            """)
        .bind("id", id.value())
        .bind("email", email)
        .bind("emailKey", Names.emailKey(email))
        .map(UserRow::read)
        .one()
        .onErrorMap(DuplicateKeyException.class, UserRow::taken);
  }

  /** Notes that the address is theirs; empty when it is not their address any more. */
  public Mono<User> verifyEmail(UserId id, String emailKey, Instant now) {
    return db.sql(
            """
            UPDATE users SET email_verified_at = coalesce(email_verified_at, :now),
              proven_at = coalesce(proven_at, :now)
            WHERE id = :id AND email_key = :emailKey AND deleted_at IS NULL
            RETURNING *
            """)
        .bind("id", id.value())
        .bind("emailKey", emailKey)
        .bind("now", now)
        .map(UserRow::read)
        .one();
  }

  /** Whether this address or an earlier one of theirs was ever proved to be theirs. */
  public Mono<Boolean> everProven(UserId id) {
    return db.sql("SELECT proven_at IS NOT NULL FROM users WHERE id = :id")
        .bind("id", id.value())
        .mapValue(Boolean.class)
        .one();
  }

  public Mono<Void> changePassword(UserId id, String hash) {
    return db.sql("UPDATE users SET password_hash = :hash WHERE id = :id AND deleted_at IS NULL")
        .bind("id", id.value())
        .bind("hash", hash)
        .then();
  }

  /** Replaces a hash by a better one of the same password, unless the password was changed. */
  public Mono<Void> upgradeHash(UserId id, String old, String better) {
    return db.sql(
            "UPDATE users SET password_hash = :better WHERE id = :id AND password_hash = :old")
        .bind("id", id.value())
        .bind("old", old)
        .bind("better", better)
        .then();
  }
}
