package chat.auth.session;

import chat.auth.audit.AuditKind;
import chat.auth.audit.AuditLog;
import chat.auth.mail.Letters;
import chat.auth.token.Secret;
import chat.auth.token.TokenIssuer;
import chat.auth.user.User;
import chat.auth.user.Users;
import chat.auth.visitor.Visitor;
import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import chat.wire.RevocationReason;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Exchanges a refresh token for its successor. Who comes a second time within the grace, because a
 * reply was lost or because of two tabs, is given the same successor. Who comes later holds a
 * stolen token, or was stolen from: the whole family dies.
 */
@Component
class Refreshing {
  private final SessionStore store;
  private final Users users;
  private final TokenIssuer issuer;
  private final SessionEnds ends;
  private final AuditLog audit;
  private final Letters letters;
  private final SessionSettings settings;
  private final TransactionalOperator transaction;
  private final Clock clock;

  Refreshing(
      SessionStore store,
      Users users,
      TokenIssuer issuer,
      SessionEnds ends,
      AuditLog audit,
      Letters letters,
      SessionSettings settings,
      TransactionalOperator transaction,
      Clock clock) {
    this.store = store;
    this.users = users;
    this.issuer = issuer;
    this.ends = ends;
    this.audit = audit;
    this.letters = letters;
    this.settings = settings;
    this.transaction = transaction;
    this.clock = clock;
  }

  Mono<Tokens> refresh(Presented presented, Visitor visitor) {
    return exchange(presented, visitor)
        .as(transaction::transactional)
        .flatMap(outcome -> answer(outcome, presented));
  }

  private sealed interface Outcome {
    record Exchanged(User user, Session session, Secret successor) implements Outcome {}

    record Forged(Session session, Visitor visitor) implements Outcome {}

    /** Committed before it is refused: the family stays dead. */
    record Stolen(User user) implements Outcome {}
  }

  private Mono<Outcome> exchange(Presented presented, Visitor visitor) {
    return store
        .lockRefreshToken(presented.token().hash())
        .switchIfEmpty(Mono.error(Refreshing::unknown))
        .flatMap(
            known ->
                store
                    .byId(known.session())
                    .switchIfEmpty(Mono.error(Refreshing::unknown))
                    .flatMap(session -> exchange(presented, known, session, visitor)));
  }

  private Mono<Outcome> exchange(
      Presented presented, RefreshToken known, Session session, Visitor visitor) {
    Instant now = clock.instant();
    if (session.revokedAt() != null) {
      return Mono.error(Problem.of(ProblemType.SESSION_REVOKED));
    }
    if (!session.liveAt(now) || !known.expiresAt().isAfter(now)) {
      return Mono.error(unknown());
    }
    if (!presented.fits(session)) {
      return Mono.just(new Outcome.Forged(session, visitor));
    }
    return users
        .byId(session.user())
        .switchIfEmpty(Mono.error(Refreshing::unknown))
        .doOnNext(user -> refuseSuspended(user, now))
        .flatMap(
            user ->
                switch (known.used()) {
                  case null -> rotate(presented.token(), user, session, visitor, now);
                  case RefreshToken.Use use when use.at().plus(settings.grace()).isAfter(now) ->
                      follow(presented.token().successor(use.salt()), user, session);
                  case RefreshToken.Use ignored -> kill(user, session, visitor);
                });
  }

  private Mono<Outcome> rotate(
      Secret token, User user, Session session, Visitor visitor, Instant now) {
    String salt = Secret.random().value();
    Secret successor = token.successor(salt);
    Instant until = now.plus(settings.idle(user.kind()));
    return store
        .useRefreshToken(token.hash(), salt, now)
        .then(Mono.defer(() -> store.addRefreshToken(successor.hash(), session.id(), until)))
        .then(Mono.defer(() -> store.used(session.id(), visitor, now, until)))
        .thenReturn(new Outcome.Exchanged(user, session, successor));
  }

  /** The successor may have been exchanged in the meantime too: the last one is the one to have. */
  private Mono<Outcome> follow(Secret successor, User user, Session session) {
    return store
        .lockRefreshToken(successor.hash())
        .flatMap(
            next ->
                next.used() == null
                    ? Mono.just(new Outcome.Exchanged(user, session, successor))
                    : follow(successor.successor(next.used().salt()), user, session));
  }

  private Mono<Outcome> kill(User user, Session session, Visitor visitor) {
    return ends.end(user.id(), Selection.one(session.id()), RevocationReason.REFRESH_TOKEN_REUSED)
        .then(
            Mono.defer(
                () ->
                    audit.note(
                        AuditKind.REFRESH_TOKEN_REUSED,
                        user.id(),
                        visitor,
                        "session " + session.id())))
        .thenReturn(new Outcome.Stolen(user));
  }

  private Mono<Tokens> answer(Outcome outcome, Presented presented) {
    return switch (outcome) {
      case Outcome.Exchanged(User user, Session session, Secret successor) ->
          issuer
              .forUser(user, session.id())
              .map(access -> new Tokens(user, session, access, successor, presented.csrf()));
      case Outcome.Forged(Session session, Visitor visitor) ->
          audit
              .note(AuditKind.CSRF_REFUSED, session.user(), visitor)
              .then(Mono.error(Refreshing::forged));
      case Outcome.Stolen(User user) -> {
        letters.sessionEndedForSafety(user);
        yield Mono.error(
            Problem.of(
                ProblemType.SESSION_REVOKED,
                "This refresh token was used before: the session has been ended for safety."));
      }
    };
  }

  private static void refuseSuspended(User user, Instant now) {
    if (user.suspendedAt(now)) {
      throw Problem.of(ProblemType.ACCOUNT_SUSPENDED);
    }
  }

  private static Problem forged() {
    return Problem.of(ProblemType.FORBIDDEN, "X-CSRF-Token does not fit the cookie.");
  }

  private static Problem unknown() {
    return Problem.of(
        ProblemType.UNAUTHENTICATED, "This refresh token is not known, or has ended.");
  }
}
