package chat.auth.admin;

import chat.auth.audit.AuditKind;
import chat.auth.audit.AuditLog;
import chat.auth.session.Selection;
import chat.auth.session.SessionEnds;
import chat.auth.user.Suspension;
import chat.auth.user.User;
import chat.auth.user.Users;
import chat.kit.event.Outbox;
import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import chat.wire.RevocationReason;
import chat.wire.UserId;
import chat.wire.event.UserEvent;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Closes accounts, with their bots' sessions too, and opens them again. */
@Component
class UserAdministration {
  private final Users users;
  private final SessionEnds ends;
  private final Outbox outbox;
  private final AuditLog audit;
  private final TransactionalOperator transaction;
  private final Clock clock;

  UserAdministration(
      Users users,
      SessionEnds ends,
      Outbox outbox,
      AuditLog audit,
      TransactionalOperator transaction,
      Clock clock) {
    this.users = users;
    this.ends = ends;
    this.outbox = outbox;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  Mono<User> suspend(UserId user, UserId by, String reason, @Nullable Instant until) {
    return users
        .suspend(user, new Suspension(clock.instant(), until, reason))
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.USER_NOT_FOUND)))
        .delayUntil(found -> endSessions(user))
        .delayUntil(found -> users.botsOf(user).concatMap(bot -> endSessions(bot.id())))
        .delayUntil(found -> outbox.append(new UserEvent.Suspended(user, by, reason, until)))
        .delayUntil(found -> audit.note(AuditKind.USER_SUSPENDED, user, by, reason))
        .as(transaction::transactional);
  }

  Mono<User> restore(UserId user, UserId by) {
    return users
        .restore(user)
        .switchIfEmpty(
            Mono.error(() -> Problem.of(ProblemType.USER_NOT_FOUND, "No such user is suspended.")))
        .delayUntil(found -> outbox.append(new UserEvent.Restored(user, by)))
        .delayUntil(found -> audit.note(AuditKind.USER_RESTORED, user, by, ""))
        .as(transaction::transactional);
  }

  private Mono<Void> endSessions(UserId user) {
    return ends.end(user, Selection.everything(), RevocationReason.ACCOUNT_SUSPENDED).then();
  }
}
