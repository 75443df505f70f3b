package chat.auth.session;

import chat.auth.audit.AuditKind;
import chat.auth.audit.AuditLog;
import chat.auth.token.Secret;
import chat.auth.visitor.Visitor;
import chat.kit.problem.Problem;
import chat.kit.security.AccessToken;
import chat.kit.security.AccessTokens;
import chat.kit.security.Caller;
import chat.wire.RevocationReason;
import chat.wire.SessionId;
import chat.wire.UserId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Ends a login at its own wish. To end what has ended, or never was, is no mistake. */
@Component
class Logout {
  private final SessionStore store;
  private final SessionEnds ends;
  private final AccessTokens accessTokens;
  private final AuditLog audit;
  private final TransactionalOperator transaction;

  Logout(
      SessionStore store,
      SessionEnds ends,
      AccessTokens accessTokens,
      AuditLog audit,
      TransactionalOperator transaction) {
    this.store = store;
    this.ends = ends;
    this.accessTokens = accessTokens;
    this.audit = audit;
    this.transaction = transaction;
  }

  Mono<Void> byAccessToken(String token, Visitor visitor) {
    return accessTokens
        .read(token)
        // a bad token opens nothing, so there is nothing to end
        .onErrorComplete(Problem.class)
        .map(AccessToken::identity)
        .ofType(Caller.class)
        .flatMap(caller -> end(caller.id(), caller.session(), visitor));
  }

  Mono<Void> byRefreshToken(Presented presented, Visitor visitor) {
    Secret token = presented.token();
    return store
        .byRefreshToken(token.hash())
        .filter(presented::fits)
        .flatMap(session -> end(session.user(), session.id(), visitor));
  }

  private Mono<Void> end(UserId user, SessionId session, Visitor visitor) {
    return ends.end(user, Selection.one(session), RevocationReason.LOGOUT)
        .concatMap(ended -> audit.note(AuditKind.LOGGED_OUT, user, visitor))
        .then()
        .as(transaction::transactional);
  }
}
