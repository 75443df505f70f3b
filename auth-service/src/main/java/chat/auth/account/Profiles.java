package chat.auth.account;

import chat.auth.audit.AuditKind;
import chat.auth.audit.AuditLog;
import chat.auth.email.EmailVerification;
import chat.auth.password.OwnPassword;
import chat.auth.user.Names;
import chat.auth.user.User;
import chat.auth.user.Users;
import chat.auth.visitor.Visitor;
import chat.kit.event.Outbox;
import chat.kit.problem.Problem;
import chat.kit.security.Caller;
import chat.wire.ProblemType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** One's own profile: shown, and changed for everybody to see. */
@Component
public class Profiles {
  private final Users users;
  private final OwnPassword ownPassword;
  private final EmailVerification verification;
  private final Outbox outbox;
  private final AuditLog audit;
  private final TransactionalOperator transaction;

  Profiles(
      Users users,
      OwnPassword ownPassword,
      EmailVerification verification,
      Outbox outbox,
      AuditLog audit,
      TransactionalOperator transaction) {
    this.users = users;
    this.ownPassword = ownPassword;
    this.verification = verification;
    this.outbox = outbox;
    this.audit = audit;
    this.transaction = transaction;
  }

  public Mono<User> of(Caller caller) {
    return users
        .byId(caller.id())
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.USER_NOT_FOUND)));
  }

  public Mono<User> change(Caller caller, ProfileChange change) {
    return users
        .lock(caller.id())
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.USER_NOT_FOUND)))
        .map(change::appliedTo)
        .flatMap(users::saveProfile)
        .delayUntil(user -> outbox.append(user.updated()))
        .as(transaction::transactional);
  }

  /** Needs the password: who owns the address owns the account. */
  Mono<User> changeEmail(Caller caller, String email, String password, Visitor visitor) {
    return ownPassword
        .confirm(caller, password, visitor)
        .flatMap(
            user ->
                verification
                    .change(user, Names.tidy(email))
                    .delayUntil(
                        changed -> audit.note(AuditKind.EMAIL_CHANGED, changed.id(), visitor))
                    .as(transaction::transactional));
  }
}
