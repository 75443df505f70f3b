package chat.auth.bot;

import chat.auth.session.Session;
import chat.auth.session.SessionKind;
import chat.auth.session.Sessions;
import chat.auth.token.IssuedToken;
import chat.auth.token.Secret;
import chat.auth.token.TokenIssuer;
import chat.auth.user.User;
import chat.auth.user.Users;
import chat.auth.visitor.Visitor;
import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives an access token for a personal one, which is never shown to any other service. */
@Component
class TokenExchange {
  private final PersonalTokenStore store;
  private final Sessions sessions;
  private final Users users;
  private final TokenIssuer issuer;
  private final Clock clock;

  TokenExchange(
      PersonalTokenStore store, Sessions sessions, Users users, TokenIssuer issuer, Clock clock) {
    this.store = store;
    this.sessions = sessions;
    this.users = users;
    this.issuer = issuer;
    this.clock = clock;
  }

  Mono<IssuedToken> exchange(Secret token, Visitor visitor) {
    return store
        .byHash(token.hash())
        .flatMap(
            found -> sessions.byId(found.session()).flatMap(s -> open(s, found.scopes(), visitor)))
        .switchIfEmpty(Mono.error(TokenExchange::unknown));
  }

  private Mono<IssuedToken> open(Session session, List<String> scopes, Visitor visitor) {
    if (!session.liveAt(clock.instant()) || session.kind() != SessionKind.TOKEN) {
      return Mono.empty();
    }
    return users
        .byId(session.user())
        .delayUntil(this::demandNotSuspended)
        .delayUntil(user -> sessions.touch(session, visitor))
        .flatMap(user -> issuer.forUser(user, session.id(), scopes));
  }

  /** Neither the user, nor who answers for a bot. */
  private Mono<Void> demandNotSuspended(User user) {
    Mono<User> owner = user.owner() == null ? Mono.empty() : users.byId(user.owner());
    return Mono.just(user)
        .concatWith(owner)
        .any(someone -> someone.suspendedAt(clock.instant()))
        .filter(suspended -> suspended)
        .flatMap(suspended -> Mono.error(Problem.of(ProblemType.ACCOUNT_SUSPENDED)));
  }

  private static Problem unknown() {
    return Problem.of(
        ProblemType.UNAUTHENTICATED, "This personal access token is not known, or has ended.");
  }
}
