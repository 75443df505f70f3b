package chat.auth.email;

import chat.auth.audit.AuditKind;
import chat.auth.audit.AuditLog;
import chat.auth.mail.Letters;
import chat.auth.token.Secret;
import chat.auth.user.Credentials;
import chat.auth.user.User;
import chat.auth.visitor.Visitor;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Asks people to prove that an address is theirs, and takes the proof. */
@Component
public class EmailVerification {
  private final Links links;
  private final Letters letters;
  private final Credentials credentials;
  private final AuditLog audit;
  private final TransactionalOperator transaction;
  private final EmailSettings settings;
  private final Clock clock;

  EmailVerification(
      Links links,
      Letters letters,
      Credentials credentials,
      AuditLog audit,
      TransactionalOperator transaction,
      EmailSettings settings,
      Clock clock) {
    this.links = links;
    this.letters = letters;
    this.credentials = credentials;
    this.audit = audit;
    this.transaction = transaction;
    this.settings = settings;
    this.clock = clock;
  }

  /** Writes to the user's address, within the caller's transaction, but not twice in a minute. */
  public Mono<Void> ask(User user) {
    String email = user.email();
    return email == null || user.emailVerified()
        ? Mono.empty()
        : links
            .makeUnlessJustMade(user, email, LinkPurpose.VERIFY_EMAIL, settings.linkLifetime())
            .doOnNext(token -> letters.verifyEmail(user, token, settings.linkLifetime()))
            .then();
  }

  /** Gives a user another address, within the caller's transaction, and asks for its proof. */
  public Mono<User> change(User user, String email) {
    return credentials.changeEmail(user.id(), email).delayUntil(this::ask);
  }

  Mono<User> verify(Secret token, Visitor visitor) {
    return links
        .redeem(token, LinkPurpose.VERIFY_EMAIL)
        .flatMap(link -> credentials.verifyEmail(link.user(), link.emailKey(), clock.instant()))
        .switchIfEmpty(Mono.error(Links::gone))
        .delayUntil(user -> audit.note(AuditKind.EMAIL_VERIFIED, user.id(), visitor))
        .as(transaction::transactional);
  }
}
