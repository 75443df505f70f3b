package chat.auth.login;

import chat.auth.audit.AuditKind;
import chat.auth.audit.AuditLog;
import chat.auth.email.EmailVerification;
import chat.auth.session.Sessions;
import chat.auth.session.Tokens;
import chat.auth.user.User;
import chat.auth.user.Users;
import chat.auth.visitor.Visitor;
import chat.kit.Ids;
import chat.kit.event.Outbox;
import chat.kit.problem.Problem;
import chat.wire.UserId;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Makes a person of a stranger. */
@Component
public class Registration {
  private final People people;
  private final Users users;
  private final TakenNames takenNames;
  private final EmailVerification verification;
  private final Sessions sessions;
  private final Outbox outbox;
  private final AuditLog audit;
  private final TransactionalOperator transaction;
  private final Clock clock;

  Registration(
      People people,
      Users users,
      TakenNames takenNames,
      EmailVerification verification,
      Sessions sessions,
      Outbox outbox,
      AuditLog audit,
      TransactionalOperator transaction,
      Clock clock) {
    this.people = people;
    this.users = users;
    this.takenNames = takenNames;
    this.verification = verification;
    this.sessions = sessions;
    this.outbox = outbox;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  public Mono<Tokens> register(RegistrationRequest request, Visitor visitor) {
    return takenNames
        .demandPatience(visitor)
        .then(Mono.defer(() -> people.of(request)))
        .map(person -> User.person(new UserId(Ids.next()), person, clock.instant()))
        .flatMap(user -> begin(user, request, visitor).as(transaction::transactional))
        .onErrorResume(
            Problem.class, refusal -> takenNames.refused(refusal, request.email(), visitor));
  }

  private Mono<Tokens> begin(User user, RegistrationRequest request, Visitor visitor) {
    return users
        .add(user)
        .delayUntil(added -> outbox.append(added.registered()))
        .delayUntil(added -> audit.note(AuditKind.REGISTERED, added.id(), visitor))
        .delayUntil(verification::ask)
        .flatMap(added -> sessions.begin(added, visitor, request.carrier()));
  }
}
