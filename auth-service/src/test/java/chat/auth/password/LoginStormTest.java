package chat.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import chat.auth.Api;
import chat.auth.Api.Answer;
import chat.auth.AuthTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import reactor.core.Disposable;

@AuthTest
class LoginStormTest {
  private final Api api;
  private final Passwords passwords;

  LoginStormTest(Environment environment, Passwords passwords) {
    this.api = new Api(environment);
    this.passwords = passwords;
  }

  @Test
  void answersKeysAndHealthWhileTwoHundredLoginsWaitForTheirTurn() {
    String name = Api.newName();
    api.register(name);
    CountDownLatch turn = new CountDownLatch(1);
    List<Disposable> held = holdEveryTurn(turn);
    List<CompletableFuture<Answer>> logins =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    api.sendLater(
                        "POST",
                        "/api/v1/auth/login",
                        null,
                        Map.of("login", name, "password", Api.PASSWORD),
                        Map.of()))
            .toList();

    api.get("/.well-known/jwks.json", null).is(200);
    api.get("/actuator/health/liveness", null).is(200);
    assertThat(logins).noneMatch(CompletableFuture::isDone);

    turn.countDown();
    assertThat(logins.stream().map(CompletableFuture::join))
        .allMatch(answer -> answer.status() == 200);
    held.forEach(Disposable::dispose);
  }

  @Test
  void tellsWhoFindsNoRoomToWaitThatItIsBusy() {
    CountDownLatch turn = new CountDownLatch(1);
    List<Disposable> held = holdEveryTurn(turn);
    List<CompletableFuture<Answer>> logins =
        IntStream.range(0, 600)
            .mapToObj(
                i ->
                    api.sendLater(
                        "POST",
                        "/api/v1/auth/login",
                        null,
                        Map.of("login", Api.newName(), "password", Api.PASSWORD),
                        Map.of()))
            .toList();

    Answer first =
        (Answer) CompletableFuture.anyOf(logins.toArray(CompletableFuture[]::new)).join();
    turn.countDown();

    first.isProblem(503, "busy");
    assertThat(first.header("retry-after")).isNotEmpty();
    assertThat(logins.stream().map(CompletableFuture::join).map(Answer::status))
        .containsOnly(401, 503);
    held.forEach(Disposable::dispose);
  }

  /** Takes all the threads that hash, until the latch opens. */
  private List<Disposable> holdEveryTurn(CountDownLatch turn) {
    List<Disposable> held = new ArrayList<>();
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    for (int i = 0; i < threads; i++) {
      held.add(passwords.inTurn(() -> waitFor(turn)).subscribe());
    }
    return held;
  }

  private static boolean waitFor(CountDownLatch turn) throws InterruptedException {
    turn.await();
    return true;
  }
}
