package chat.auth.admin;

import chat.auth.audit.AuditKind;
import chat.auth.audit.AuditLog;
import chat.auth.password.Passwords;
import chat.auth.user.Names;
import chat.auth.user.NewPerson;
import chat.auth.user.User;
import chat.auth.user.Users;
import chat.kit.Ids;
import chat.kit.event.Outbox;
import chat.kit.problem.Problem;
import chat.wire.UserId;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Makes the administrator of the environment's choice, once, when there is none. */
@Component
class FirstAdministrator {
  private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);

  private final AdminSettings settings;
  private final Users users;
  private final Passwords passwords;
  private final Outbox outbox;
  private final AuditLog audit;
  private final TransactionalOperator transaction;
  private final Clock clock;

  FirstAdministrator(
      AdminSettings settings,
      Users users,
      Passwords passwords,
      Outbox outbox,
      AuditLog audit,
      TransactionalOperator transaction,
      Clock clock) {
    this.settings = settings;
    this.users = users;
    this.passwords = passwords;
    this.outbox = outbox;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** At each start. Of two instances that start at once, the database lets one add the name. */
  @Scheduled(initialDelay = 0)
  Mono<Void> seed() {
    String email = settings.email();
    String username = settings.username();
    String password = settings.password();
    if (email == null || username == null || password == null || password.isBlank()) {
      return Mono.empty();
    }
    return users
        .anyAdministrator()
        .filter(there -> !there)
        .flatMap(none -> passwords.hash(password))
        .map(hash -> new NewPerson(Names.tidy(username), Names.tidy(email), hash, username))
        .map(person -> User.person(new UserId(Ids.next()), person, clock.instant()))
        .flatMap(user -> add(user.asAdministrator()).as(transaction::transactional))
        .onErrorResume(
            Problem.class,
            taken -> {
              log.warn("The first administrator was not made: {}", taken.getMessage());
              return Mono.empty();
            });
  }

  private Mono<Void> add(User administrator) {
    return users
        .add(administrator)
        .delayUntil(added -> outbox.append(added.registered()))
        .flatMap(
            added ->
                audit.note(
                    AuditKind.ADMINISTRATOR_SEEDED, added.id(), added.id(), "by the environment"));
  }
}
