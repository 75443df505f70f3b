package chat.auth.twofactor;

import chat.auth.audit.AuditKind;
import chat.auth.audit.AuditLog;
import chat.auth.token.Secret;
import chat.auth.user.User;
import chat.auth.visitor.Visitor;
import chat.wire.UserId;
import java.time.Clock;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Checks the second factor of who has one. A code, of either sort, is good once. */
@Component
public class SecondFactors {
  private final SecondFactorStore store;
  private final AuditLog audit;
  private final Clock clock;

  SecondFactors(SecondFactorStore store, AuditLog audit, Clock clock) {
    this.store = store;
    this.audit = audit;
    this.clock = clock;
  }

  /** What there is to say of a code. */
  public enum Verdict {
    NOT_NEEDED,
    MISSING,
    FITS,
    WRONG
  }

  public Mono<Verdict> check(User user, @Nullable String code, Visitor visitor) {
    return store
        .of(user.id())
        .filter(SecondFactorStore.Factor::confirmed)
        .flatMap(factor -> check(user.id(), factor, code, visitor))
        .defaultIfEmpty(Verdict.NOT_NEEDED);
  }

  private Mono<Verdict> check(
      UserId user, SecondFactorStore.Factor factor, @Nullable String code, Visitor visitor) {
    if (code == null || code.isBlank()) {
      return Mono.just(Verdict.MISSING);
    }
    return takeStep(user, factor, code)
        .flatMap(fits -> fits ? Mono.just(true) : recover(user, code, visitor))
        .map(fits -> fits ? Verdict.FITS : Verdict.WRONG);
  }

  /** Whether the code is one of this moment that was not used yet. */
  Mono<Boolean> takeStep(UserId user, SecondFactorStore.Factor factor, String code) {
    OptionalLong step = factor.totp().step(code.replace(" ", ""), clock.instant());
    return step.isPresent() ? store.take(user, step.getAsLong()) : Mono.just(false);
  }

  private Mono<Boolean> recover(UserId user, String code, Visitor visitor) {
    return store
        .useRecoveryCode(user, new Secret(RecoveryCodes.plain(code)).hash())
        .delayUntil(
            fits -> fits ? audit.note(AuditKind.RECOVERY_CODE_USED, user, visitor) : Mono.empty());
  }

  /** Takes the second factor of who is deleted. */
  public Mono<Void> forget(UserId user) {
    return store.remove(user);
  }
}
