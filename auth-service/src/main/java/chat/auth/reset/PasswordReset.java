package chat.auth.reset;

import chat.auth.audit.AuditKind;
import chat.auth.audit.AuditLog;
import chat.auth.email.Link;
import chat.auth.email.LinkPurpose;
import chat.auth.email.Links;
import chat.auth.mail.Letters;
import chat.auth.password.Passwords;
import chat.auth.session.Selection;
import chat.auth.session.SessionEnds;
import chat.auth.token.Secret;
import chat.auth.user.Credentials;
import chat.auth.user.User;
import chat.auth.user.Users;
import chat.auth.visitor.Visitor;
import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import chat.wire.RevocationReason;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Lets who has forgotten the password choose another one, by way of their mailbox. */
@Component
class PasswordReset {
  private final Users users;
  private final Credentials credentials;
  private final UnprovenOwner unprovenOwner;
  private final Links links;
  private final Passwords passwords;
  private final SessionEnds ends;
  private final Letters letters;
  private final AuditLog audit;
  private final ResetSettings settings;
  private final TransactionalOperator transaction;
  private final Clock clock;

  PasswordReset(
      Users users,
      Credentials credentials,
      UnprovenOwner unprovenOwner,
      Links links,
      Passwords passwords,
      SessionEnds ends,
      Letters letters,
      AuditLog audit,
      ResetSettings settings,
      TransactionalOperator transaction,
      Clock clock) {
    this.users = users;
    this.credentials = credentials;
    this.unprovenOwner = unprovenOwner;
    this.links = links;
    this.passwords = passwords;
    this.ends = ends;
    this.letters = letters;
    this.audit = audit;
    this.settings = settings;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Writes to the owner of the address, if there is one. To make a link takes longer than to find
   * nobody, so the answer waits for a time that is the same for both.
   */
  Mono<Void> ask(String email, Visitor visitor) {
    return Mono.when(
        Mono.delay(settings.forgotAnswer()),
        users
            .byEmail(email)
            .flatMap(user -> makeLink(user, email, visitor).as(transaction::transactional)));
  }

  private Mono<Void> makeLink(User user, String email, Visitor visitor) {
    return links
        .makeUnlessJustMade(user, email, LinkPurpose.RESET_PASSWORD, settings.resetLifetime())
        .delayUntil(token -> audit.note(AuditKind.PASSWORD_RESET_ASKED, user.id(), visitor))
        .doOnNext(token -> letters.resetPassword(user, token, settings.resetLifetime()))
        .then();
  }

  /** Sets the password and ends every session. */
  Mono<Void> reset(Secret token, String newPassword, Visitor visitor) {
    return passwords
        .hash(newPassword)
        .flatMap(hash -> store(token, hash, visitor).as(transaction::transactional))
        .doOnNext(letters::passwordChanged)
        .then();
  }

  private Mono<User> store(Secret token, String hash, Visitor visitor) {
    return links
        .redeem(token, LinkPurpose.RESET_PASSWORD)
        .flatMap(this::owner)
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.GONE)))
        .delayUntil(user -> credentials.changePassword(user.id(), hash))
        .delayUntil(
            user ->
                ends.end(user.id(), Selection.everything(), RevocationReason.PASSWORD_CHANGED)
                    .then())
        .delayUntil(user -> audit.note(AuditKind.PASSWORD_RESET, user.id(), visitor));
  }

  /** Who reads the mailbox owns the address, whoever registered with it. */
  private Mono<User> owner(Link link) {
    return users
        .lock(link.user())
        .delayUntil(unprovenOwner::evict)
        .flatMap(user -> credentials.verifyEmail(user.id(), link.emailKey(), clock.instant()));
  }
}
