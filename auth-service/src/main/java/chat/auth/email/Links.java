package chat.auth.email;

import chat.auth.token.Secret;
import chat.auth.user.Names;
import chat.auth.user.User;
import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import chat.wire.UserId;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The links that were mailed. Each is good once and for a while, and only the newest of its purpose
 * is.
 */
@Component
public class Links {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final DatabaseClient db;
  private final Clock clock;

  Links(DatabaseClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /**
   * Makes a link to an address of the user; the earlier ones of the same purpose are void. Empty
   * when one was made a moment ago: nobody shall flood somebody's mailbox through us.
   */
  public Mono<Secret> makeUnlessJustMade(
      User user, String email, LinkPurpose purpose, Duration lifetime) {
    Instant ofLastPause = clock.instant().plus(lifetime).minus(PAUSE);
    Secret token = Secret.random();
    return madeAfter(user.id(), email, purpose, ofLastPause)
        .filter(justMade -> !justMade)
        .flatMap(free -> forget(user.id(), purpose).thenReturn(token))
        .delayUntil(made -> add(user, email, purpose, made, lifetime));
  }

  private Mono<Boolean> madeAfter(
      UserId user, String email, LinkPurpose purpose, Instant expiresAfter) {
    return db.sql(
            """
            SELECT EXISTS (SELECT FROM mailed_tokens
                           WHERE user_id = :user AND purpose = :purpose AND email_key = :email
                             AND expires_at > :after)
            """)
        .bind("user", user.value())
        .bind("purpose", purpose.word())
        .bind("email", Names.emailKey(email))
        .bind("after", expiresAfter)
        .mapValue(Boolean.class)
        .one();
  }

  /** Uses a link up; one that is not good is a {@link Problem}. */
  public Mono<Link> redeem(Secret token, LinkPurpose purpose) {
    return db.sql(
            """
            DELETE FROM mailed_tokens
            WHERE hash = :hash AND purpose = :purpose AND expires_at > :now
            RETURNING user_id, email_key
            """)
        .bind("hash", token.hash().bytes())
        .bind("purpose", purpose.word())
        .bind("now", clock.instant())
        .map(Links::read)
        .one()
        .switchIfEmpty(Mono.error(Links::gone));
  }

  public Mono<Void> forget(UserId user, LinkPurpose purpose) {
    return db.sql("DELETE FROM mailed_tokens WHERE user_id = :user AND purpose = :purpose")
        .bind("user", user.value())
        .bind("purpose", purpose.word())
        .then();
  }

  @Scheduled(initialDelayString = "PT6M", fixedDelayString = "PT1H")
  Mono<Void> tidy() {
    return Mono.defer(
        () ->
            db.sql("DELETE FROM mailed_tokens WHERE expires_at < :now")
                .bind("now", clock.instant())
                .then());
  }

  static Problem gone() {
    return Problem.of(ProblemType.GONE, "This link was used, or is too old: ask for a new one.");
  }

  private Mono<Void> add(
      User user, String email, LinkPurpose purpose, Secret token, Duration lifetime) {
    return db.sql(
            """
            INSERT INTO mailed_tokens (hash, user_id, purpose, email_key, expires_at)
            VALUES (:hash, :user, :purpose, :email, :expiresAt)
            """)
        .bind("hash", token.hash().bytes())
        .bind("user", user.id().value())
        .bind("purpose", purpose.word())
        .bind("email", Names.emailKey(email))
        .bind("expiresAt", clock.instant().plus(lifetime))
        .then();
  }

  private static Link read(Readable row) {
    return new Link(new UserId(row.get("user_id", UUID.class)), row.get("email_key", String.class));
  }
}
