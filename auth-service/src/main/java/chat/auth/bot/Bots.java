package chat.auth.bot;

import chat.auth.account.Deletion;
import chat.auth.audit.AuditKind;
import chat.auth.audit.AuditLog;
import chat.auth.user.Names;
import chat.auth.user.User;
import chat.auth.user.Users;
import chat.auth.visitor.Visitor;
import chat.kit.Ids;
import chat.kit.event.Outbox;
import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import chat.wire.UserId;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The bots that a person answers for. */
@Component
class Bots {
  private static final int MOST = 20;

  private final Users users;
  private final Deletion deletion;
  private final Outbox outbox;
  private final AuditLog audit;
  private final TransactionalOperator transaction;
  private final Clock clock;

  Bots(
      Users users,
      Deletion deletion,
      Outbox outbox,
      AuditLog audit,
      TransactionalOperator transaction,
      Clock clock) {
    this.users = users;
    this.deletion = deletion;
    this.outbox = outbox;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  Flux<User> of(UserId owner) {
    return users.botsOf(owner);
  }

  /** One of the owner's bots; anybody else's is not there. */
  Mono<User> of(UserId owner, UserId bot) {
    return users
        .byId(bot)
        .filter(user -> owner.equals(user.owner()))
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.USER_NOT_FOUND)));
  }

  Mono<User> make(UserId owner, String username, String displayName, Visitor visitor) {
    User bot =
        User.bot(
            new UserId(Ids.next()),
            Names.tidy(username),
            Names.tidy(displayName),
            owner,
            clock.instant());
    return of(owner)
        .count()
        .filter(count -> count < MOST)
        .switchIfEmpty(Mono.error(Bots::tooMany))
        .flatMap(count -> users.add(bot))
        .delayUntil(added -> outbox.append(added.registered()))
        .delayUntil(added -> audit.note(AuditKind.BOT_CREATED, owner, visitor, username))
        .as(transaction::transactional);
  }

  Mono<Void> delete(UserId owner, UserId bot, Visitor visitor) {
    return of(owner, bot)
        .delayUntil(found -> deletion.forget(found.id()))
        .flatMap(found -> audit.note(AuditKind.BOT_DELETED, owner, visitor, bot.toString()))
        .as(transaction::transactional);
  }

  private static Problem tooMany() {
    return Problem.of(ProblemType.CONFLICT, "You have %d bots: delete one.".formatted(MOST));
  }
}
