package chat.auth.login;

import chat.auth.attempt.Attempts;
import chat.auth.audit.AuditKind;
import chat.auth.audit.AuditLog;
import chat.auth.mail.Letters;
import chat.auth.user.Users;
import chat.auth.visitor.Visitor;
import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Guards what a registration cannot help telling: that a name is taken. Whoever hears it often is
 * slowed down like one who guesses passwords, and the owner of the address gets a letter.
 */
@Component
class TakenNames {
  private final Attempts attempts;
  private final Users users;
  private final Letters letters;
  private final AuditLog audit;

  TakenNames(Attempts attempts, Users users, Letters letters, AuditLog audit) {
    this.attempts = attempts;
    this.users = users;
    this.letters = letters;
    this.audit = audit;
  }

  Mono<Void> demandPatience(Visitor visitor) {
    return attempts.demandPatience(who(visitor));
  }

  /** Passes the refusal on, and when it tells that a name is taken, takes note. */
  <T> Mono<T> refused(Problem refusal, String email, Visitor visitor) {
    if (refusal.type() != ProblemType.NAME_TAKEN) {
      return Mono.error(refusal);
    }
    return attempts
        .failed(who(visitor))
        .then(Mono.defer(() -> users.byEmail(email)))
        .doOnNext(letters::alreadyRegistered)
        .then(Mono.defer(() -> audit.note(AuditKind.REGISTRATION_REFUSED, visitor, email)))
        .then(Mono.error(refusal));
  }

  private static Attempts.Who who(Visitor visitor) {
    return Attempts.Who.at(visitor.address());
  }
}
