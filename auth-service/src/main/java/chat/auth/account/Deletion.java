package chat.auth.account;

import chat.auth.audit.AuditKind;
import chat.auth.audit.AuditLog;
import chat.auth.login.GuestSettings;
import chat.auth.session.Selection;
import chat.auth.session.SessionEnds;
import chat.auth.twofactor.SecondFactors;
import chat.auth.user.User;
import chat.auth.user.Users;
import chat.auth.visitor.Visitor;
import chat.kit.event.Outbox;
import chat.wire.RevocationReason;
import chat.wire.UserId;
import chat.wire.event.UserEvent;
import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Forgets users: those who wish it, with the bots that they answer for, and guests who have long
 * been gone. Other services forget theirs at the event.
 */
@Component
public class Deletion {
  private static final int GUESTS_AT_ONCE = 500;

  private final Users users;
  private final SessionEnds ends;
  private final SecondFactors secondFactors;
  private final Outbox outbox;
  private final AuditLog audit;
  private final GuestSettings guests;
  private final TransactionalOperator transaction;
  private final Clock clock;

  Deletion(
      Users users,
      SessionEnds ends,
      SecondFactors secondFactors,
      Outbox outbox,
      AuditLog audit,
      GuestSettings guests,
      TransactionalOperator transaction,
      Clock clock) {
    this.users = users;
    this.ends = ends;
    this.secondFactors = secondFactors;
    this.outbox = outbox;
    this.audit = audit;
    this.guests = guests;
    this.transaction = transaction;
    this.clock = clock;
  }

  public Mono<Void> delete(User user, Visitor visitor) {
    return users
        .botsOf(user.id())
        .concatMap(bot -> forget(bot.id()))
        .then(Mono.defer(() -> forget(user.id())))
        .then(Mono.defer(() -> audit.note(AuditKind.ACCOUNT_DELETED, user.id(), visitor)))
        .as(transaction::transactional);
  }

  /** Within the caller's transaction. */
  public Mono<Void> forget(UserId user) {
    return users
        .delete(user, clock.instant())
        .filter(deleted -> deleted)
        .delayUntil(
            deleted ->
                ends.end(user, Selection.everything(), RevocationReason.ACCOUNT_DELETED).then())
        .delayUntil(deleted -> secondFactors.forget(user))
        .flatMap(deleted -> outbox.append(new UserEvent.Deleted(user)));
  }

  @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
  Mono<Void> forgetGuests() {
    return Flux.defer(
            () ->
                users.guestsGoneSince(
                    clock.instant().minus(guests.forgottenAfter()), GUESTS_AT_ONCE))
        .concatMap(guest -> forget(guest).as(transaction::transactional))
        .then();
  }
}
