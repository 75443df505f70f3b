package chat.auth.password;

import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpHeaders;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Hashes passwords, a few at a time and away from the event loops, so that a storm of logins costs
 * neither the other requests their turn nor the process its memory.
 */
@Component
public class Passwords implements DisposableBean {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int THREAD_SECONDS = 60;

  private final PasswordEncoder encoder;
  private final Scheduler turns;
  private final Timer hashing;
  private final Duration patience;

  /** What the password of an unknown user is compared with, for the same effort. */
  private final String nobodys;

  Passwords(PasswordSettings settings, MeterRegistry meters) {
    this.encoder = encoder(settings);
    this.hashing = meters.timer("chat.auth.password.hashing");
    this.turns =
        Schedulers.newBoundedElastic(
            settings.threads(),
            Math.max(1, settings.waiting() / settings.threads()),
            "passwords",
            THREAD_SECONDS,
            true);
    this.patience = settings.patience();
    this.nobodys = encode("nobody has this password");
  }

  public Mono<String> hash(String password) {
    return patiently(inTurn(() -> encode(password)));
  }

  /** Takes the same time whether there is a hash or not. */
  public Mono<Boolean> matches(String password, @Nullable String hash) {
    return patiently(inTurn(() -> fits(password, hash == null ? nobodys : hash) && hash != null));
  }

  /** Whether the hash is cheaper than what we take today. */
  public boolean isOutdated(String hash) {
    return encoder.upgradeEncoding(hash);
  }

  @Override
  public void destroy() {
    turns.dispose();
  }

  private boolean fits(String password, String hash) {
    return hashing.record(() -> encoder.matches(password, hash));
  }

  private String encode(String password) {
    String hash = hashing.record(() -> encoder.encode(password));
    if (hash == null) {
      throw new IllegalStateException("There is no hash of nothing");
    }
    return hash;
  }

  <T> Mono<T> inTurn(Callable<T> work) {
    return Mono.fromCallable(work)
        .subscribeOn(turns)
        .onErrorMap(RejectedExecutionException.class, e -> busy());
  }

  private <T> Mono<T> patiently(Mono<T> work) {
    return work.timeout(patience, Mono.error(Passwords::busy));
  }

  private static Problem busy() {
    return Problem.of(ProblemType.BUSY, "Too many people log in at the moment.")
        .header(HttpHeaders.RETRY_AFTER, "2");
  }

  /** New hashes are Argon2id; bcrypt is understood, for accounts that come from elsewhere. */
  private static PasswordEncoder encoder(PasswordSettings settings) {
    PasswordEncoder argon2 =
        new Argon2PasswordEncoder(
            SALT_BYTES, HASH_BYTES, 1, settings.memory(), settings.iterations());
    return new DelegatingPasswordEncoder(
        "argon2", Map.of("argon2", argon2, "bcrypt", new BCryptPasswordEncoder()));
  }
}
