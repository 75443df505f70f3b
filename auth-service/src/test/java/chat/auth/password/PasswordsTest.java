package chat.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

class PasswordsTest {
  private final Passwords passwords =
      new Passwords(
          new PasswordSettings(256, 1, 1, 10, Duration.ofMillis(500)), new SimpleMeterRegistry());

  @AfterEach
  void stop() {
    passwords.destroy();
  }

  @Test
  void knowsAPasswordByItsHash() {
    String hash = Objects.requireNonNull(passwords.hash("turnips grow underground").block());

    assertThat(passwords.matches("turnips grow underground", hash).block()).isTrue();
    assertThat(passwords.matches("turnips grow overground", hash).block()).isFalse();
    assertThat(passwords.matches("turnips grow underground", null).block()).isFalse();
    assertThat(passwords.isOutdated(hash)).isFalse();
  }

  @Test
  void tellsWhoHasWaitedTooLongThatItIsBusy() {
    CountDownLatch turn = new CountDownLatch(1);
    Disposable held = passwords.inTurn(() -> waitFor(turn)).subscribe();
    try {
      StepVerifier.create(passwords.hash("turnips grow underground"))
          .expectErrorSatisfies(e -> assertThat(((Problem) e).type()).isEqualTo(ProblemType.BUSY))
          .verify(Duration.ofSeconds(10));
    } finally {
      turn.countDown();
      await().until(held::isDisposed);
    }
  }

  private static boolean waitFor(CountDownLatch turn) throws InterruptedException {
    turn.await();
    return true;
  }
}
