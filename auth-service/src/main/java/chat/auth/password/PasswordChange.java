package chat.auth.password;

import chat.auth.audit.AuditKind;
import chat.auth.audit.AuditLog;
import chat.auth.mail.Letters;
import chat.auth.session.Selection;
import chat.auth.session.SessionEnds;
import chat.auth.user.Credentials;
import chat.auth.visitor.Visitor;
import chat.kit.security.Caller;
import chat.wire.RevocationReason;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Changes the password of who knows the present one, and ends all their other sessions. */
@Component
public class PasswordChange {
  private final OwnPassword ownPassword;
  private final Passwords passwords;
  private final Credentials credentials;
  private final SessionEnds ends;
  private final Letters letters;
  private final AuditLog audit;
  private final TransactionalOperator transaction;

  PasswordChange(
      OwnPassword ownPassword,
      Passwords passwords,
      Credentials credentials,
      SessionEnds ends,
      Letters letters,
      AuditLog audit,
      TransactionalOperator transaction) {
    this.ownPassword = ownPassword;
    this.passwords = passwords;
    this.credentials = credentials;
    this.ends = ends;
    this.letters = letters;
    this.audit = audit;
    this.transaction = transaction;
  }

  public Mono<Void> change(Caller caller, PasswordChangeRequest request, Visitor visitor) {
    return ownPassword
        .confirm(caller, request.currentPassword(), visitor)
        .delayUntil(
            user ->
                passwords
                    .hash(request.newPassword())
                    .flatMap(hash -> store(caller, hash, visitor).as(transaction::transactional)))
        .doOnNext(letters::passwordChanged)
        .then();
  }

  private Mono<Void> store(Caller caller, String hash, Visitor visitor) {
    return credentials
        .changePassword(caller.id(), hash)
        .then(Mono.defer(() -> endOthers(caller)))
        .then(Mono.defer(() -> audit.note(AuditKind.PASSWORD_CHANGED, caller.id(), visitor)));
  }

  private Mono<Void> endOthers(Caller caller) {
    return ends.end(
            caller.id(),
            Selection.everythingBut(caller.session()),
            RevocationReason.PASSWORD_CHANGED)
        .then();
  }
}
