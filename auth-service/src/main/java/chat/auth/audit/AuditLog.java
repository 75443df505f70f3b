package chat.auth.audit;

import static chat.auth.data.Values.optional;

import chat.auth.visitor.Visitor;
import chat.kit.Ids;
import chat.wire.UserId;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The append-only log of what matters to safety. Entries are written in the caller's transaction
 * when there is one.
 */
@Component
public class AuditLog {
  private static final Logger log = LoggerFactory.getLogger(AuditLog.class);
  private static final int LONGEST_DETAIL = 200;

  private final DatabaseClient db;
  private final Clock clock;
  private final MeterRegistry meters;

  AuditLog(DatabaseClient db, Clock clock, MeterRegistry meters) {
    this.db = db;
    this.clock = clock;
    this.meters = meters;
  }

  /** Notes what somebody did who has not said who they are. */
  public Mono<Void> note(AuditKind kind, Visitor visitor, String detail) {
    return add(kind, null, null, visitor.address(), detail);
  }

  /** Notes what a user did, or what was done in their name. */
  public Mono<Void> note(AuditKind kind, UserId user, Visitor visitor) {
    return add(kind, user, user, visitor.address(), null);
  }

  public Mono<Void> note(AuditKind kind, UserId user, Visitor visitor, String detail) {
    return add(kind, user, user, visitor.address(), detail);
  }

  /** Notes what one user did to another. */
  public Mono<Void> note(AuditKind kind, UserId user, UserId actor, String detail) {
    return add(kind, user, actor, null, detail);
  }

  /** A page of entries, the newest first. */
  public Flux<AuditEntry> page(@Nullable UserId user, @Nullable UUID before, int limit) {
    return db.sql(
            """
            SELECT id, at, kind, user_id, actor, address, detail FROM audit
            WHERE (:user::uuid IS NULL OR user_id = :user) AND (:before::uuid IS NULL OR id < :before)
            ORDER BY id DESC LIMIT :limit
            """)
        .bind("user", optional(user == null ? null : user.value(), UUID.class))
        .bind("before", optional(before, UUID.class))
        .bind("limit", limit)
        .map(AuditLog::read)
        .all();
  }

  private Mono<Void> add(
      AuditKind kind,
      @Nullable UserId user,
      @Nullable UserId actor,
      @Nullable String address,
      @Nullable String detail) {
    return db.sql(
            """
            INSERT INTO audit (id, at, kind, user_id, actor, address, detail)
            VALUES (:id, :at, :kind, :user, :actor, :address, :detail)
            """)
        .bind("id", Ids.next())
        .bind("at", clock.instant())
        .bind("kind", kind.word())
        .bind("user", optional(user == null ? null : user.value(), UUID.class))
        .bind("actor", optional(actor == null ? null : actor.value(), UUID.class))
        .bind("address", optional(address, String.class))
        .bind("detail", optional(shortened(detail), String.class))
        .then()
        .doOnSuccess(done -> raise(kind, user, address));
  }

  private void raise(AuditKind kind, @Nullable UserId user, @Nullable String address) {
    meters.counter("chat.auth.security", "kind", kind.word()).increment();
    if (kind.suspicious()) {
      log.warn("suspicious: {} user={} address={}", kind.word(), user, address);
    }
  }

  private static @Nullable String shortened(@Nullable String detail) {
    if (detail == null) {
      return null;
    }
    String clean = detail.replace("\0", "");
    return clean.substring(0, Math.min(clean.length(), LONGEST_DETAIL));
  }

  private static AuditEntry read(Readable row) {
    UUID user = row.get("user_id", UUID.class);
    UUID actor = row.get("actor", UUID.class);
    return new AuditEntry(
        row.get("id", UUID.class),
        row.get("at", Instant.class),
        row.get("kind", String.class),
        user == null ? null : new UserId(user),
        actor == null ? null : new UserId(actor),
        row.get("address", String.class),
        row.get("detail", String.class));
  }
}
