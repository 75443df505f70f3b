package chat.auth.reset;

import chat.auth.session.Selection;
import chat.auth.session.SessionEnds;
import chat.auth.twofactor.SecondFactors;
import chat.auth.user.Credentials;
import chat.auth.user.User;
import chat.auth.user.Users;
import chat.wire.RevocationReason;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Whoever registered with an address that they never proved to be theirs. When the owner of the
 * mailbox comes, the account is the owner's, and nothing by which the other could keep them out or
 * come back is left. A second factor of a proven owner stays on: who has stolen a mailbox shall not
 * get past it.
 */
@Component
class UnprovenOwner {
  private final Credentials credentials;
  private final Users users;
  private final SecondFactors secondFactors;
  private final SessionEnds ends;

  UnprovenOwner(
      Credentials credentials, Users users, SecondFactors secondFactors, SessionEnds ends) {
    this.credentials = credentials;
    this.users = users;
    this.secondFactors = secondFactors;
    this.ends = ends;
  }

  /** Within the caller's transaction. */
  Mono<Void> evict(User user) {
    return credentials
        .everProven(user.id())
        .filter(proven -> !proven)
        .flatMap(unproven -> secondFactors.forget(user.id()).then(Mono.defer(() -> endBots(user))));
  }

  private Mono<Void> endBots(User user) {
    return users
        .botsOf(user.id())
        .concatMap(
            bot -> ends.end(bot.id(), Selection.everything(), RevocationReason.PASSWORD_CHANGED))
        .then();
  }
}
