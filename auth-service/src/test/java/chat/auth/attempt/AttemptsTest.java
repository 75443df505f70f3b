package chat.auth.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import chat.auth.Api;
import chat.auth.Api.Answer;
import chat.auth.AuthTest;
import chat.auth.attempt.Attempts.Who;
import chat.kit.problem.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;

/** Counted with stricter settings than the service's own, in the same Redis. */
@AuthTest
class AttemptsTest {
  private static final int FREE = 3;

  private final Api api;
  private final Attempts attempts;

  AttemptsTest(Environment environment, ReactiveStringRedisTemplate redis) {
    this.api = new Api(environment);
    this.attempts =
        new Attempts(
            redis,
            new AttemptSettings(
                100, FREE, Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(30)));
  }

  @Test
  void makesAnAddressWaitThatTriesManyAccounts() {
    String address = newAddress();
    failAtManyAccounts(address, FREE);
    demandsNoPatience(address);

    failAtManyAccounts(address, 1);

    assertThat(wait(address)).isBetween(1L, 10L);
    demandsNoPatience(newAddress());
  }

  @Test
  void doublesTheWaitUpToTheLongest() {
    String address = newAddress();
    failAtManyAccounts(address, FREE + 2);
    assertThat(wait(address)).isBetween(11L, 20L);

    failAtManyAccounts(address, 1);
    assertThat(wait(address)).isBetween(21L, 40L);

    failAtManyAccounts(address, 10);
    assertThat(wait(address)).isBetween(41L, 60L);
  }

  @Test
  void takesTheAddressesOfOneHouseholdForOne() {
    String household = "2001:db8:%x:1".formatted(ThreadLocalRandom.current().nextInt(0x10000));
    for (int i = 0; i <= FREE; i++) {
      failAtManyAccounts(household + "::" + i, 1);
    }

    assertThat(wait(household + ":ffff::1")).isPositive();
  }

  @Test
  void forgivesTheAccountButNotTheAddressWhenALoginSucceeds() {
    Who who = new Who(UUID.randomUUID().toString(), newAddress());
    failAtManyAccounts(who.address(), FREE + 1);

    attempts.succeeded(who).block();

    assertThat(wait(who.address())).isPositive();
  }

  @Test
  void countsAndSlowsLoginsByTheAddressTheyComeFrom() {
    String address = newAddress();
    for (int i = 0; i < FREE; i++) {
      loginFrom(address).isProblem(401, "bad-credentials");
    }

    attempts.failed(Who.at(address)).block();

    Answer refusal = loginFrom(address).isProblem(429, "too-many-requests");
    assertThat(Long.parseLong(refusal.header("retry-after"))).isBetween(1L, 10L);
    loginFrom(newAddress()).isProblem(401, "bad-credentials");
  }

  private Answer loginFrom(String address) {
    return api.send(
        "POST",
        "/api/v1/auth/login",
        null,
        Map.of("login", Api.newName(), "password", "not the right one"),
        Map.of("X-Forwarded-For", address));
  }

  private void failAtManyAccounts(String address, int times) {
    for (int i = 0; i < times; i++) {
      attempts.failed(new Who(UUID.randomUUID().toString(), address)).block();
    }
  }

  private long wait(String address) {
    Problem problem =
        Objects.requireNonNull(
            attempts
                .demandPatience(new Who(UUID.randomUUID().toString(), address))
                .then(Mono.<Problem>empty())
                .onErrorResume(Problem.class, Mono::just)
                .block());
    return Long.parseLong(Objects.requireNonNull(problem.getHeaders().getFirst("Retry-After")));
  }

  private void demandsNoPatience(String address) {
    assertThatCode(() -> attempts.demandPatience(Who.at(address)).block())
        .doesNotThrowAnyException();
  }

  private static String newAddress() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "198.18.%d.%d".formatted(random.nextInt(256), random.nextInt(256));
  }
}
