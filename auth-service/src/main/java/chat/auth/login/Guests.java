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
import chat.wire.UserKind;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Welcomes guests, who have a nickname and no account. */
@Component
class Guests {
  private static final int LOWEST_NUMBER = 1000;

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

  /** A guest who has not said how they want to be called. */
  Mono<Tokens> welcome(Visitor visitor) {
    int number = ThreadLocalRandom.current().nextInt(LOWEST_NUMBER, 10 * LOWEST_NUMBER);
    return welcome("Guest " + number, Carrier.BODY, visitor);
  }

  /** Gives a guest another nickname; whoever has an account is named by themselves alone. */
  Mono<User> rename(UserId guest, String nickname) {
    return users
        .lock(guest)
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.USER_NOT_FOUND)))
        .filter(user -> user.kind() == UserKind.GUEST)
        .switchIfEmpty(Mono.error(Guests::noGuest))
        .map(user -> user.withDisplayName(Names.tidy(nickname)))
        .flatMap(users::saveProfile)
        .delayUntil(user -> outbox.append(user.updated()))
        .as(transaction::transactional);
  }

  private static Problem noGuest() {
    return Problem.of(ProblemType.CONFLICT, "This is not a guest any more: it has an account.");
  }
}
