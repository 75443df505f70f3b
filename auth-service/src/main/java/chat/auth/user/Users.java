package chat.auth.user;

import static chat.auth.data.Values.optional;

import chat.wire.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All users that have not been deleted. That a name is taken is the database's word. */
@Component
public class Users {
  private final DatabaseClient db;

  Users(DatabaseClient db) {
    this.db = db;
  }

  public Mono<User> byId(UserId id) {
    return db.sql("SELECT * FROM users WHERE id = :id AND deleted_at IS NULL")
        .bind("id", id.value())
        .map(UserRow::read)
        .one();
  }

  /** Reads a user whom nobody else changes until the transaction has ended. */
  public Mono<User> lock(UserId id) {
    return db.sql("SELECT * FROM users WHERE id = :id AND deleted_at IS NULL FOR UPDATE")
        .bind("id", id.value())
        .map(UserRow::read)
        .one();
  }

  public Mono<User> byEmail(String email) {
    return db.sql("SELECT * FROM users WHERE email_key = :key AND deleted_at IS NULL")
        .bind("key", Names.emailKey(email))
        .map(UserRow::read)
        .one();
  }

  public Mono<User> byUsername(String username) {
    return db.sql("SELECT * FROM users WHERE username_key = :key AND deleted_at IS NULL")
        .bind("key", Names.usernameKey(username))
        .map(UserRow::read)
        .one();
  }

  /** By either name: no username has an at sign. */
  public Mono<User> byLogin(String login) {
    return login.indexOf('@') >= 0 ? byEmail(login) : byUsername(login);
  }

  public Flux<User> byIds(Collection<UserId> ids) {
    return db.sql("SELECT * FROM users WHERE id = ANY(:ids) AND deleted_at IS NULL")
        .bind("ids", ids.stream().map(UserId::value).toArray(UUID[]::new))
        .map(UserRow::read)
        .all();
  }

  /** A page of users whose name or address begins like this, in the order of their ids. */
  public Flux<User> page(@Nullable String prefix, @Nullable UserId after, int limit) {
    return db.sql(
            """
            SELECT * FROM users
            WHERE deleted_at IS NULL
              AND (:after::uuid IS NULL OR id > :after)
              AND (:prefix::text IS NULL OR starts_with(username_key, :prefix)
                   OR starts_with(email_key, :prefix) OR starts_with(lower(display_name), :prefix))
            ORDER BY id LIMIT :limit
            """)
        .bind("after", optional(after == null ? null : after.value(), UUID.class))
        .bind("prefix", optional(prefix == null ? null : Names.usernameKey(prefix), String.class))
        .bind("limit", limit)
        .map(UserRow::read)
        .all();
  }

  public Flux<User> botsOf(UserId owner) {
    return db.sql("SELECT * FROM users WHERE owner = :owner AND deleted_at IS NULL ORDER BY id")
        .bind("owner", owner.value())
        .map(UserRow::read)
        .all();
  }

  public Mono<Boolean> anyAdministrator() {
    return db.sql("SELECT EXISTS (SELECT FROM users WHERE admin AND deleted_at IS NULL)")
        .mapValue(Boolean.class)
        .one();
  }

  /** Adds a user; a name that is taken is a problem that says which. */
  public Mono<User> add(User user) {
    return db.sql(
            """
            INSERT INTO users (id, kind, username, username_key, email, email_key, email_verified_at,
                               proven_at, password_hash, display_name, admin, owner, created_at)
            VALUES (:id, :kind, :username, :usernameKey, :email, :emailKey, :verifiedAt,
                    :verifiedAt, :passwordHash, :displayName, :admin, :owner, :createdAt)
            RETURNING *
            """)
        .bind("id", user.id().value())
        .bind("kind", user.kind().name().toLowerCase(Locale.ROOT))
        .bind("username", optional(user.username(), String.class))
        .bind("usernameKey", optional(UserRow.usernameKey(user.username()), String.class))
        .bind("email", optional(user.email(), String.class))
        .bind("emailKey", optional(UserRow.emailKey(user.email()), String.class))
        .bind("verifiedAt", optional(user.emailVerified() ? user.createdAt() : null, Instant.class))
        .bind("passwordHash", optional(user.passwordHash(), String.class))
        .bind("displayName", user.displayName())
        .bind("admin", user.admin())
        .bind("owner", optional(user.owner() == null ? null : user.owner().value(), UUID.class))
        .bind("createdAt", user.createdAt())
        .map(UserRow::read)
        .one()
        .onErrorMap(DuplicateKeyException.class, UserRow::taken);
  }

  /** Writes the profile as this user shows it; the version grows. */
  public Mono<User> saveProfile(User user) {
    return db.sql(
            """
            UPDATE users SET display_name = :displayName, avatar = :avatar, about = :about,
              locale = :locale, time_zone = :timeZone, version = version + 1
            WHERE id = :id AND deleted_at IS NULL
            RETURNING *
            """)
        .bind("id", user.id().value())
        .bind("displayName", user.displayName())
        .bind("avatar", optional(user.avatar(), String.class))
        .bind("about", optional(user.about(), String.class))
        .bind("locale", optional(user.locale(), String.class))
        .bind("timeZone", optional(user.timeZone(), String.class))
        .map(UserRow::read)
        .one();
  }

  /** Empty when there is no such user. */
  public Mono<User> suspend(UserId id, Suspension suspension) {
    return db.sql(
            """
            UPDATE users SET suspended_at = :since, suspended_until = :until,
              suspension_reason = :reason
            WHERE id = :id AND deleted_at IS NULL
            RETURNING *
            """)
        .bind("id", id.value())
        .bind("since", suspension.since())
        .bind("until", optional(suspension.until(), Instant.class))
        .bind("reason", optional(suspension.reason(), String.class))
        .map(UserRow::read)
        .one();
  }

  /** Empty when there is no such user or nothing to restore. */
  public Mono<User> restore(UserId id) {
    return db.sql(
            """
            UPDATE users SET suspended_at = NULL, suspended_until = NULL, suspension_reason = NULL
            WHERE id = :id AND suspended_at IS NOT NULL AND deleted_at IS NULL
            RETURNING *
            """)
        .bind("id", id.value())
        .map(UserRow::read)
        .one();
  }

  /** Forgets everything about a user but that there was one; true when there still was. */
  public Mono<Boolean> delete(UserId id, Instant now) {
    return db.sql(
            """
            UPDATE users SET deleted_at = :now, username = NULL, username_key = NULL, email = NULL,
              email_key = NULL, email_verified_at = NULL, password_hash = NULL, avatar = NULL,
              about = NULL, locale = NULL, time_zone = NULL, display_name = 'deleted',
              admin = false, version = version + 1
            WHERE id = :id AND deleted_at IS NULL
            """)
        .bind("id", id.value())
        .bind("now", now)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  /** Guests who have had no live session since then. */
  public Flux<UserId> guestsGoneSince(Instant then, int limit) {
    return db.sql(
            """
            SELECT id FROM users u
            WHERE kind = 'guest' AND deleted_at IS NULL AND created_at < :then
              AND NOT EXISTS (SELECT FROM sessions s WHERE s.user_id = u.id
                              AND coalesce(s.revoked_at, s.expires_at) > :then)
            LIMIT :limit
            """)
        .bind("then", then)
        .bind("limit", limit)
        .mapValue(UUID.class)
        .all()
        .map(UserId::new);
  }
}
