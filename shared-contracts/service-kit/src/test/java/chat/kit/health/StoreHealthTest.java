package chat.kit.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class StoreHealthTest {
  private static final HealthSettings SETTINGS =
      new HealthSettings(false, Duration.ofMillis(200), Duration.ofMillis(50));

  @Test
  void asksOnceForManyWhoAskAtTheSameTime() {
    AtomicInteger asked = new AtomicInteger();
    StoreHealth health =
        new StoreHealth(
            Mono.fromRunnable(asked::incrementAndGet).then(Mono.delay(Duration.ofMillis(20))),
            Status.DOWN,
            SETTINGS);
    Flux.range(0, 500).flatMap(i -> health.health(), 500).blockLast();
    assertThat(asked).hasValue(1);
  }

  @Test
  void doesNotWaitForAStoreThatHangs() {
    StoreHealth health = new StoreHealth(Mono.never(), Status.DOWN, SETTINGS);
    assertThat(health(health).getStatus()).isEqualTo(Status.DOWN);
  }

  @Test
  void remembersSinceWhenUntilTheStoreIsBack() {
    AtomicBoolean away = new AtomicBoolean(true);
    AtomicInteger asked = new AtomicInteger();
    StoreHealth health =
        new StoreHealth(
            Mono.defer(
                () -> {
                  asked.incrementAndGet();
                  return away.get()
                      ? Mono.error(new IllegalStateException("no route"))
                      : Mono.empty();
                }),
            StoreHealth.DEGRADED,
            SETTINGS);
    Health first = health(health);
    assertThat(first.getStatus().getCode()).isEqualTo("DEGRADED");
    assertThat(first.getDetails()).containsEntry("reason", "no route").containsKey("since");
    await()
        .until(
            () -> {
              health(health);
              return asked.get() > 1;
            });
    assertThat(health(health).getDetails()).isEqualTo(first.getDetails());
    away.set(false);
    await().until(() -> health(health).getStatus().equals(Status.UP));
    away.set(true);
    await().until(() -> !health(health).getStatus().equals(Status.UP));
    assertThat(health(health).getDetails()).isNotEqualTo(first.getDetails());
  }

  private static Health health(StoreHealth store) {
    return Objects.requireNonNull(store.health().block(Duration.ofSeconds(5)));
  }
}
