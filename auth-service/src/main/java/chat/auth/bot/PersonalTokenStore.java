package chat.auth.bot;

import chat.auth.token.Hash;
import chat.wire.SessionId;
import chat.wire.UserId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What sessions of the kind token have beyond other sessions. */
@Component
class PersonalTokenStore {
  private final DatabaseClient db;

  PersonalTokenStore(DatabaseClient db) {
    this.db = db;
  }

  /** What is behind a token that somebody presents. */
  record Found(SessionId session, List<String> scopes) {}

  Mono<Void> add(SessionId session, Hash hash, TokenRequest request) {
    return db.sql(
            """
            INSERT INTO personal_tokens (session_id, hash, label, scopes)
            VALUES (:session, :hash, :label, :scopes)
            """)
        .bind("session", session.value())
        .bind("hash", hash.bytes())
        .bind("label", request.label())
        .bind("scopes", request.scopes().stream().map(Scope::word).sorted().toArray(String[]::new))
        .then();
  }

  Mono<Found> byHash(Hash hash) {
    return db.sql("SELECT session_id, scopes FROM personal_tokens WHERE hash = :hash")
        .bind("hash", hash.bytes())
        .map(row -> new Found(new SessionId(row.get("session_id", UUID.class)), scopes(row)))
        .one();
  }

  /** The live tokens of a user, the newest first. */
  Flux<PersonalToken> live(UserId user, Instant now) {
    return db.sql(
            """
            SELECT s.id, p.label, p.scopes, s.created_at, s.last_used_at, s.expires_at
            FROM personal_tokens p JOIN sessions s ON s.id = p.session_id
            WHERE s.user_id = :user AND s.revoked_at IS NULL AND s.expires_at > :now
            ORDER BY s.id DESC
            """)
        .bind("user", user.value())
        .bind("now", now)
        .map(PersonalTokenStore::read)
        .all();
  }

  private static PersonalToken read(Readable row) {
    return new PersonalToken(
        new SessionId(row.get("id", UUID.class)),
        row.get("label", String.class),
        scopes(row),
        row.get("created_at", Instant.class),
        row.get("last_used_at", Instant.class),
        row.get("expires_at", Instant.class),
        null);
  }

  private static List<String> scopes(Readable row) {
    return List.of(row.get("scopes", String[].class));
  }
}
