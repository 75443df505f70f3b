package chat.auth.twofactor;

import chat.auth.audit.AuditKind;
import chat.auth.audit.AuditLog;
import chat.auth.password.OwnPassword;
import chat.auth.token.Secret;
import chat.auth.user.User;
import chat.auth.visitor.Visitor;
import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import chat.kit.security.Caller;
import chat.wire.ProblemType;
import chat.wire.UserId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Brings a second factor into force once its owner has shown that they can make codes. */
@Component
class Enrolment {
  private final SecondFactorStore store;
  private final SecondFactors factors;
  private final OwnPassword ownPassword;
  private final AuditLog audit;
  private final TransactionalOperator transaction;
  private final Clock clock;

  Enrolment(
      SecondFactorStore store,
      SecondFactors factors,
      OwnPassword ownPassword,
      AuditLog audit,
      TransactionalOperator transaction,
      Clock clock) {
    this.store = store;
    this.factors = factors;
    this.ownPassword = ownPassword;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  Mono<SecondFactorController.State> state(UserId user) {
    return store
        .of(user)
        .filter(SecondFactorStore.Factor::confirmed)
        .flatMap(factor -> store.recoveryCodesLeft(user))
        .map(left -> new SecondFactorController.State(true, left))
        .defaultIfEmpty(new SecondFactorController.State(false, 0));
  }

  Mono<SecondFactorController.Proposal> begin(Caller caller, String password, Visitor visitor) {
    Totp totp = Totp.random();
    return ownPassword
        .confirm(caller, password, visitor)
        .filterWhen(user -> store.propose(user.id(), totp))
        .switchIfEmpty(
            Mono.error(() -> Problem.of(ProblemType.CONFLICT, "Your second factor is on already.")))
        .map(user -> proposal(user, Totp.base32(totp.secret())));
  }

  Mono<List<String>> confirm(UserId user, String code, Visitor visitor) {
    return store
        .of(user)
        .filter(factor -> !factor.confirmed())
        .switchIfEmpty(
            Mono.error(() -> Problem.of(ProblemType.CONFLICT, "There is nothing to confirm.")))
        .filterWhen(factor -> factors.takeStep(user, factor, code))
        .switchIfEmpty(Mono.error(Enrolment::wrongCode))
        .flatMap(factor -> store.confirm(user, clock.instant()).then(freshCodes(user)))
        .delayUntil(codes -> audit.note(AuditKind.SECOND_FACTOR_ENABLED, user, visitor))
        .as(transaction::transactional);
  }

  Mono<List<String>> renewCodes(Caller caller, String password, Visitor visitor) {
    return ownPassword
        .confirm(caller, password, visitor)
        .flatMap(user -> store.of(user.id()))
        .filter(SecondFactorStore.Factor::confirmed)
        .switchIfEmpty(
            Mono.error(() -> Problem.of(ProblemType.CONFLICT, "Your second factor is off.")))
        .flatMap(
            factor ->
                freshCodes(caller.id())
                    .delayUntil(
                        codes -> audit.note(AuditKind.RECOVERY_CODES_RENEWED, caller.id(), visitor))
                    .as(transaction::transactional));
  }

  Mono<Void> disable(Caller caller, String password, String code, Visitor visitor) {
    return ownPassword
        .confirm(caller, password, visitor)
        .filterWhen(
            user ->
                factors
                    .check(user, code, visitor)
                    .map(verdict -> verdict != SecondFactors.Verdict.WRONG))
        .switchIfEmpty(Mono.error(Enrolment::wrongCode))
        .flatMap(user -> remove(user, visitor).as(transaction::transactional));
  }

  private Mono<Void> remove(User user, Visitor visitor) {
    return store
        .remove(user.id())
        .then(Mono.defer(() -> audit.note(AuditKind.SECOND_FACTOR_DISABLED, user.id(), visitor)));
  }

  private Mono<List<String>> freshCodes(UserId user) {
    List<String> codes = RecoveryCodes.fresh();
    return store
        .replaceRecoveryCodes(
            user, codes.stream().map(code -> new Secret(RecoveryCodes.plain(code)).hash()).toList())
        .thenReturn(codes);
  }

  private static SecondFactorController.Proposal proposal(User user, String secret) {
    String label =
        URLEncoder.encode(
                "chat:" + Objects.requireNonNullElse(user.username(), user.displayName()),
                StandardCharsets.UTF_8)
            .replace("+", "%20");
    return new SecondFactorController.Proposal(
        secret, "otpauth://totp/%s?secret=%s&issuer=chat".formatted(label, secret));
  }

  private static Problem wrongCode() {
    return Problem.invalid(List.of(new FieldError("code", "is wrong, or was used before")));
  }
}
