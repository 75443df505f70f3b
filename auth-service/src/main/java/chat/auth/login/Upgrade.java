package chat.auth.login;

import chat.auth.audit.AuditKind;
import chat.auth.audit.AuditLog;
import chat.auth.email.EmailVerification;
import chat.auth.session.Sessions;
import chat.auth.token.TokenIssuer;
import chat.auth.user.Credentials;
import chat.auth.user.NewPerson;
import chat.auth.user.OwnProfile;
import chat.auth.user.User;
import chat.auth.visitor.Visitor;
import chat.kit.event.Outbox;
import chat.kit.problem.Problem;
import chat.kit.security.Caller;
import chat.wire.ProblemType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Makes a person of a guest who stays: the same user, with the same rooms and messages, in the same
 * session.
 */
@Component
class Upgrade {
  private final People people;
  private final Credentials credentials;
  private final TakenNames takenNames;
  private final EmailVerification verification;
  private final Sessions sessions;
  private final TokenIssuer issuer;
  private final Outbox outbox;
  private final AuditLog audit;
  private final TransactionalOperator transaction;

  Upgrade(
      People people,
      Credentials credentials,
      TakenNames takenNames,
      EmailVerification verification,
      Sessions sessions,
      TokenIssuer issuer,
      Outbox outbox,
      AuditLog audit,
      TransactionalOperator transaction) {
    this.people = people;
    this.credentials = credentials;
    this.takenNames = takenNames;
    this.verification = verification;
    this.sessions = sessions;
    this.issuer = issuer;
    this.outbox = outbox;
    this.audit = audit;
    this.transaction = transaction;
  }

  Mono<UpgradeAnswer> upgrade(Caller guest, RegistrationRequest request, Visitor visitor) {
    return takenNames
        .demandPatience(visitor)
        .then(Mono.defer(() -> people.of(request)))
        .flatMap(person -> become(guest, person, visitor).as(transaction::transactional))
        .flatMap(user -> answer(guest, user))
        .onErrorResume(
            Problem.class, refusal -> takenNames.refused(refusal, request.email(), visitor));
  }

  private Mono<User> become(Caller guest, NewPerson person, Visitor visitor) {
    return credentials
        .becomePerson(guest.id(), person)
        .switchIfEmpty(Mono.error(Upgrade::noGuest))
        .delayUntil(user -> sessions.prolong(guest.session()))
        .delayUntil(user -> outbox.append(user.updated()))
        .delayUntil(user -> audit.note(AuditKind.GUEST_BECAME_PERSON, user.id(), visitor))
        .delayUntil(verification::ask);
  }

  private Mono<UpgradeAnswer> answer(Caller guest, User user) {
    return issuer
        .forUser(user, guest.session())
        .map(
            access ->
                new UpgradeAnswer(
                    access.value(),
                    "Bearer",
                    access.lifetime().toSeconds(),
                    guest.session(),
                    OwnProfile.of(user)));
  }

  private static Problem noGuest() {
    return Problem.of(ProblemType.CONFLICT, "You are not a guest: you have an account.");
  }
}
