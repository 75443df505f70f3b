package chat.auth.login;

import chat.auth.session.Carrier;
import chat.auth.session.Sessions;
import chat.auth.session.Tokens;
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
import reactor.core.publisher.Mono;

/** Welcomes guests, who have a nickname and no account. */
@Component
class Guests {
  private final Users users;
  private final Sessions sessions;
  private final Outbox outbox;
  private final TransactionalOperator transaction;
  private final GuestSettings settings;
  private final Clock clock;

  Guests(
      Users users,
      Sessions sessions,
      Outbox outbox,
      TransactionalOperator transaction,
      GuestSettings settings,
      Clock clock) {
    this.users = users;
    this.sessions = sessions;
    this.outbox = outbox;
    this.transaction = transaction;
    this.settings = settings;
    this.clock = clock;
  }

  Mono<Tokens> welcome(String nickname, Carrier carrier, Visitor visitor) {
    if (!settings.enabled()) {
      return Mono.error(Problem.of(ProblemType.FORBIDDEN, "Guests are not welcome here."));
    }
    return users
        .add(User.guest(new UserId(Ids.next()), Names.tidy(nickname), clock.instant()))
        .delayUntil(guest -> outbox.append(guest.registered()))
        .flatMap(guest -> sessions.begin(guest, visitor, carrier))
        .as(transaction::transactional);
  }
}
