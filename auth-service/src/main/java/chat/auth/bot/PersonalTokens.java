package chat.auth.bot;

import chat.auth.audit.AuditKind;
import chat.auth.audit.AuditLog;
import chat.auth.session.Selection;
import chat.auth.session.Session;
import chat.auth.session.SessionEnds;
import chat.auth.session.Sessions;
import chat.auth.token.Secret;
import chat.auth.user.User;
import chat.auth.visitor.Visitor;
import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import chat.wire.RevocationReason;
import chat.wire.SessionId;
import chat.wire.UserId;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes personal access tokens and takes them back. */
@Component
class PersonalTokens {
  /** By which people, and scanners of leaked secrets, recognise one. */
  private static final String PREFIX = "chat_pat_";

  private static final int MOST = 50;

  private final PersonalTokenStore store;
  private final Sessions sessions;
  private final SessionEnds ends;
  private final AuditLog audit;
  private final TransactionalOperator transaction;
  private final Clock clock;

  PersonalTokens(
      PersonalTokenStore store,
      Sessions sessions,
      SessionEnds ends,
      AuditLog audit,
      TransactionalOperator transaction,
      Clock clock) {
    this.store = store;
    this.sessions = sessions;
    this.ends = ends;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  Flux<PersonalToken> of(UserId user) {
    return store.live(user, clock.instant());
  }

  Mono<PersonalToken> make(User user, TokenRequest request, Visitor visitor) {
    Secret secret = Secret.random(PREFIX);
    return of(user.id())
        .count()
        .filter(count -> count < MOST)
        .switchIfEmpty(Mono.error(PersonalTokens::tooMany))
        .flatMap(count -> sessions.beginToken(user, request.label(), visitor, request.lifetime()))
        .delayUntil(session -> store.add(session.id(), secret.hash(), request))
        .delayUntil(
            session -> audit.note(AuditKind.TOKEN_CREATED, user.id(), visitor, request.label()))
        .map(session -> told(session, request, secret))
        .as(transaction::transactional);
  }

  Mono<Void> takeBack(UserId user, SessionId token, Visitor visitor) {
    return ends.end(user, Selection.one(token), RevocationReason.SIGNED_OUT_ELSEWHERE)
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.NOT_FOUND)))
        .concatMap(ended -> audit.note(AuditKind.TOKEN_REVOKED, user, visitor, ended.toString()))
        .then()
        .as(transaction::transactional);
  }

  private static PersonalToken told(Session session, TokenRequest request, Secret secret) {
    List<String> scopes = request.scopes().stream().map(Scope::word).sorted().toList();
    return new PersonalToken(
        session.id(),
        request.label(),
        scopes,
        session.createdAt(),
        session.lastUsedAt(),
        session.expiresAt(),
        secret.value());
  }

  private static Problem tooMany() {
    return Problem.of(ProblemType.CONFLICT, "You have %d tokens: take one back.".formatted(MOST));
  }
}
