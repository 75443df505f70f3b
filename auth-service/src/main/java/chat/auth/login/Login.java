package chat.auth.login;

import chat.auth.attempt.Attempts;
import chat.auth.audit.AuditKind;
import chat.auth.audit.AuditLog;
import chat.auth.password.Passwords;
import chat.auth.session.Sessions;
import chat.auth.session.Tokens;
import chat.auth.twofactor.SecondFactors;
import chat.auth.user.Credentials;
import chat.auth.user.Names;
import chat.auth.user.User;
import chat.auth.user.Users;
import chat.auth.visitor.Visitor;
import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Lets people in. Whether a name is unknown or a password wrong, the answer, the work done and so
 * the time it takes are the same.
 */
@Component
public class Login {
  private final Users users;
  private final Credentials credentials;
  private final Passwords passwords;
  private final SecondFactors secondFactors;
  private final Attempts attempts;
  private final Sessions sessions;
  private final AuditLog audit;
  private final TransactionalOperator transaction;
  private final Clock clock;

  Login(
      Users users,
      Credentials credentials,
      Passwords passwords,
      SecondFactors secondFactors,
      Attempts attempts,
      Sessions sessions,
      AuditLog audit,
      TransactionalOperator transaction,
      Clock clock) {
    this.users = users;
    this.credentials = credentials;
    this.passwords = passwords;
    this.secondFactors = secondFactors;
    this.attempts = attempts;
    this.sessions = sessions;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  public Mono<Tokens> login(LoginRequest request, Visitor visitor) {
    return users
        .byLogin(request.login())
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .flatMap(found -> new Attempt(request, found, visitor).run());
  }

  /** One person at the door. */
  private final class Attempt {
    private final LoginRequest request;
    private final Optional<User> found;
    private final Visitor visitor;
    private final Attempts.Who who;

    Attempt(LoginRequest request, Optional<User> found, Visitor visitor) {
      this.request = request;
      this.found = found;
      this.visitor = visitor;
      String account =
          found.map(user -> user.id().toString()).orElse(Names.emailKey(request.login()));
      this.who = new Attempts.Who(account, visitor.address());
    }

    Mono<Tokens> run() {
      return patience()
          .then(Mono.defer(this::passwordFits))
          .delayUntil(fits -> patience())
          .filter(fits -> fits)
          .switchIfEmpty(Mono.defer(() -> failed(AuditKind.LOGIN_FAILED, badCredentials())))
          .then(Mono.defer(() -> Mono.justOrEmpty(found)))
          .flatMap(this::enter);
    }

    private Mono<Void> patience() {
      return attempts
          .demandPatience(who)
          .onErrorResume(
              Problem.class,
              e ->
                  audit
                      .note(AuditKind.LOGIN_DELAYED, visitor, request.login())
                      .then(Mono.error(e)));
    }

    private Mono<Boolean> passwordFits() {
      return passwords.matches(request.password(), found.map(User::passwordHash).orElse(null));
    }

    private Mono<Tokens> enter(User user) {
      return secondFactorFits(user)
          .then(Mono.defer(() -> notSuspended(user)))
          .then(Mono.defer(() -> improvedHash(user)))
          .then(Mono.defer(() -> begin(user)))
          .delayUntil(tokens -> attempts.succeeded(who));
    }

    private Mono<Tokens> begin(User user) {
      return sessions.begin(user, visitor, request.carrier()).as(transaction::transactional);
    }

    private Mono<Void> secondFactorFits(User user) {
      return secondFactors
          .check(user, request.code(), visitor)
          .flatMap(
              verdict ->
                  switch (verdict) {
                    case NOT_NEEDED, FITS -> Mono.empty();
                    case MISSING -> Mono.error(Problem.of(ProblemType.SECOND_FACTOR_REQUIRED));
                    case WRONG -> failed(AuditKind.SECOND_FACTOR_FAILED, badCode()).then();
                  });
    }

    private Mono<Void> notSuspended(User user) {
      return user.suspendedAt(clock.instant())
          ? Mono.error(Problem.of(ProblemType.ACCOUNT_SUSPENDED))
          : Mono.empty();
    }

    private Mono<Void> improvedHash(User user) {
      String hash = user.passwordHash();
      return hash == null || !passwords.isOutdated(hash)
          ? Mono.empty()
          : passwords
              .hash(request.password())
              .flatMap(better -> credentials.upgradeHash(user.id(), hash, better));
    }

    private Mono<Boolean> failed(AuditKind kind, Problem refusal) {
      return attempts
          .failed(who)
          .then(
              Mono.defer(
                  () ->
                      found.isPresent()
                          ? audit.note(kind, found.get().id(), visitor)
                          : audit.note(kind, visitor, request.login())))
          .then(Mono.error(refusal));
    }
  }

  private static Problem badCredentials() {
    return Problem.of(ProblemType.BAD_CREDENTIALS);
  }

  /** Only who knows the password gets to hear this. */
  private static Problem badCode() {
    return Problem.of(
        ProblemType.BAD_CREDENTIALS,
        "The code is wrong, too old or was used before: ask for the one that is shown now.");
  }
}
