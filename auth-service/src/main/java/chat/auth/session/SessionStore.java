package chat.auth.session;

import static chat.auth.data.Values.optional;

import chat.auth.token.Hash;
import chat.auth.visitor.Visitor;
import chat.wire.RevocationReason;
import chat.wire.SessionId;
import chat.wire.UserId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sessions and the families of their refresh tokens. */
@Component
class SessionStore {
  private final DatabaseClient db;

  SessionStore(DatabaseClient db) {
    this.db = db;
  }

  Mono<Void> add(Session session) {
    Hash csrf = session.csrf();
    return db.sql(
            """
            INSERT INTO sessions (id, user_id, kind, device, address, csrf_hash, created_at,
                                  last_used_at, expires_at)
            VALUES (:id, :user, :kind, :device, :address, :csrf, :createdAt, :lastUsedAt, :expiresAt)
            """)
        .bind("id", session.id().value())
        .bind("user", session.user().value())
        .bind("kind", session.kind().name().toLowerCase(Locale.ROOT))
        .bind("device", optional(session.device(), String.class))
        .bind("address", optional(session.address(), String.class))
        .bind("csrf", optional(csrf == null ? null : csrf.bytes(), byte[].class))
        .bind("createdAt", session.createdAt())
        .bind("lastUsedAt", session.lastUsedAt())
        .bind("expiresAt", session.expiresAt())
        .then();
  }

  Mono<Session> byId(SessionId id) {
    return db.sql("SELECT * FROM sessions WHERE id = :id")
        .bind("id", id.value())
        .map(SessionStore::session)
        .one();
  }

  Mono<Session> byRefreshToken(Hash hash) {
    return db.sql(
            """
            SELECT s.* FROM sessions s JOIN refresh_tokens r ON r.session_id = s.id
            WHERE r.hash = :hash
            """)
        .bind("hash", hash.bytes())
        .map(SessionStore::session)
        .one();
  }

  /** The live logins of a user, the one used last first. */
  Flux<Session> liveLogins(UserId user, Instant now) {
    return db.sql(
            """
            SELECT * FROM sessions
            WHERE user_id = :user AND kind = 'login' AND revoked_at IS NULL AND expires_at > :now
            ORDER BY last_used_at DESC
            """)
        .bind("user", user.value())
        .bind("now", now)
        .map(SessionStore::session)
        .all();
  }

  Mono<Void> used(SessionId id, Visitor visitor, Instant now, Instant expiresAt) {
    return db.sql(
            """
            UPDATE sessions SET last_used_at = :now, expires_at = :expiresAt, address = :address
            WHERE id = :id
            """)
        .bind("id", id.value())
        .bind("now", now)
        .bind("expiresAt", expiresAt)
        .bind("address", visitor.address())
        .then();
  }

  /** Moves the end of a session and of its unused refresh token. */
  Mono<Void> prolong(SessionId id, Instant expiresAt) {
    return db.sql(
            """
            WITH session AS (
              UPDATE sessions SET expires_at = :expiresAt WHERE id = :id RETURNING id)
            UPDATE refresh_tokens SET expires_at = :expiresAt
            WHERE session_id IN (SELECT id FROM session) AND used_at IS NULL
            """)
        .bind("id", id.value())
        .bind("expiresAt", expiresAt)
        .then();
  }

  /** Ends live sessions of a user and tells which. */
  Flux<SessionId> end(UserId user, Selection selection, RevocationReason reason, Instant now) {
    SessionId only = selection.only();
    SessionId except = selection.except();
    return db.sql(
            """
            UPDATE sessions SET revoked_at = :now, revocation_reason = :reason
            WHERE user_id = :user AND revoked_at IS NULL AND expires_at > :now
              AND (:only::uuid IS NULL OR id = :only) AND (:except::uuid IS NULL OR id <> :except)
              AND (:tokensToo OR kind = 'login')
            RETURNING id
            """)
        .bind("user", user.value())
        .bind("only", optional(only == null ? null : only.value(), UUID.class))
        .bind("except", optional(except == null ? null : except.value(), UUID.class))
        .bind("tokensToo", selection.tokensToo())
        .bind("reason", reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .bind("now", now)
        .mapValue(UUID.class)
        .all()
        .map(SessionId::new);
  }

  Mono<Void> addRefreshToken(Hash hash, SessionId session, Instant expiresAt) {
    return db.sql(
            """
            INSERT INTO refresh_tokens (hash, session_id, expires_at)
            VALUES (:hash, :session, :expiresAt)
            """)
        .bind("hash", hash.bytes())
        .bind("session", session.value())
        .bind("expiresAt", expiresAt)
        .then();
  }

  /** Reads a refresh token and lets nobody else exchange it until the transaction has ended. */
  Mono<RefreshToken> lockRefreshToken(Hash hash) {
    return db.sql("SELECT * FROM refresh_tokens WHERE hash = :hash FOR UPDATE")
        .bind("hash", hash.bytes())
        .map(SessionStore::refreshToken)
        .one();
  }

  Mono<Void> useRefreshToken(Hash hash, String salt, Instant now) {
    return db.sql("UPDATE refresh_tokens SET used_at = :now, salt = :salt WHERE hash = :hash")
        .bind("hash", hash.bytes())
        .bind("salt", salt)
        .bind("now", now)
        .then();
  }

  Mono<Void> forget(Instant endedBefore, Instant now) {
    return db.sql("DELETE FROM refresh_tokens WHERE expires_at < :now")
        .bind("now", now)
        .then()
        .then(
            db.sql("DELETE FROM sessions WHERE coalesce(revoked_at, expires_at) < :endedBefore")
                .bind("endedBefore", endedBefore)
                .then());
  }

  static Session session(Readable row) {
    byte[] csrf = row.get("csrf_hash", byte[].class);
    return new Session(
        new SessionId(row.get("id", UUID.class)),
        new UserId(row.get("user_id", UUID.class)),
        SessionKind.valueOf(row.get("kind", String.class).toUpperCase(Locale.ROOT)),
        row.get("device", String.class),
        row.get("address", String.class),
        csrf == null ? null : new Hash(csrf),
        row.get("created_at", Instant.class),
        row.get("last_used_at", Instant.class),
        row.get("expires_at", Instant.class),
        row.get("revoked_at", Instant.class));
  }

  private static RefreshToken refreshToken(Readable row) {
    Instant usedAt = row.get("used_at", Instant.class);
    return new RefreshToken(
        new SessionId(row.get("session_id", UUID.class)),
        row.get("expires_at", Instant.class),
        usedAt == null ? null : new RefreshToken.Use(usedAt, row.get("salt", String.class)));
  }
}
