package chat.auth.password;

import chat.auth.attempt.Attempts;
import chat.auth.audit.AuditKind;
import chat.auth.audit.AuditLog;
import chat.auth.user.User;
import chat.auth.user.Users;
import chat.auth.visitor.Visitor;
import chat.kit.problem.Problem;
import chat.kit.security.Caller;
import chat.wire.ProblemType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Asks who is logged in for their password again before something weighty, because an access token
 * may be stolen. Guessing here is as slow as at the door.
 */
@Component
public class OwnPassword {
  private final Users users;
  private final Passwords passwords;
  private final Attempts attempts;
  private final AuditLog audit;

  OwnPassword(Users users, Passwords passwords, Attempts attempts, AuditLog audit) {
    this.users = users;
    this.passwords = passwords;
    this.attempts = attempts;
    this.audit = audit;
  }

  /** The caller's user, once the password has proved right. */
  public Mono<User> confirm(Caller caller, String password, Visitor visitor) {
    Attempts.Who who = new Attempts.Who(caller.id().toString(), visitor.address());
    return users
        .byId(caller.id())
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.USER_NOT_FOUND)))
        .delayUntil(user -> attempts.demandPatience(who))
        .filterWhen(
            user ->
                passwords
                    .matches(password, user.passwordHash())
                    .delayUntil(fits -> attempts.demandPatience(who)))
        .switchIfEmpty(Mono.defer(() -> failed(who, caller, visitor)));
  }

  private Mono<User> failed(Attempts.Who who, Caller caller, Visitor visitor) {
    return attempts
        .failed(who)
        .then(Mono.defer(() -> audit.note(AuditKind.LOGIN_FAILED, caller.id(), visitor)))
        .then(
            Mono.error(
                () -> Problem.of(ProblemType.BAD_CREDENTIALS, "Your password is another one.")));
  }
}
