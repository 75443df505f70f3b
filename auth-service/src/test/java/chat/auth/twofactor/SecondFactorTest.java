package chat.auth.twofactor;

import static org.assertj.core.api.Assertions.assertThat;

import chat.auth.Api;
import chat.auth.Api.Answer;
import chat.auth.AuthTest;
import chat.auth.Letterbox;
import chat.wire.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

@AuthTest
class SecondFactorTest {
  private static final String PATH = "/api/v1/users/me/two-factor";
  private static final String NEW = "mountains are quite tall";

  private final Api api;
  private final Letterbox letters;
  private final SecondFactorStore store;

  SecondFactorTest(Environment environment, SecondFactorStore store) {
    this.api = new Api(environment);
    this.letters = new Letterbox(api);
    this.store = store;
  }

  @Test
  void asksForACodeOnceItIsOnAndTakesEachOnce() {
    String name = Api.newName();
    Answer login = api.register(name);
    enable(login, 0);

    api.login(name, Api.PASSWORD).isProblem(401, "second-factor-required");
    api.login(name, "a wrong password").isProblem(401, "bad-credentials");
    loginWith(name, "000000").isProblem(401, "bad-credentials");
    String code = code(login, 1);
    loginWith(name, code).is(200);
    loginWith(name, code).isProblem(401, "bad-credentials");
  }

  @Test
  void letsInByARecoveryCodeOnce() {
    String name = Api.newName();
    List<String> codes = enable(api.register(name), 0);
    assertThat(codes).hasSize(10).doesNotHaveDuplicates();

    loginWith(name, codes.getFirst()).is(200);

    loginWith(name, codes.getFirst()).isProblem(401, "bad-credentials");
    loginWith(name, codes.getLast().replace("-", "").toLowerCase(Locale.ROOT)).is(200);
  }

  @Test
  void changesNothingUntilACodeIsConfirmed() {
    String name = Api.newName();
    Answer login = api.register(name);
    begin(login).is(200);

    send(login, "/confirm", Map.of("code", "000000")).isProblem(400, "invalid-request");

    api.login(name, Api.PASSWORD).is(200);
  }

  @Test
  void isSwitchedOnAndOffByWhoKnowsThePasswordOnly() {
    String name = Api.newName();
    Answer login = api.register(name);
    send(login, "", Map.of("password", "a wrong password")).isProblem(401, "bad-credentials");
    List<String> codes = enable(login, 0);

    send(login, "/disable", Map.of("password", "a wrong password", "code", codes.getFirst()))
        .isProblem(401, "bad-credentials");
    send(login, "/disable", Map.of("password", Api.PASSWORD, "code", "000000"))
        .isProblem(400, "invalid-request");
    send(login, "/disable", Map.of("password", Api.PASSWORD, "code", codes.getFirst())).is(204);

    api.login(name, Api.PASSWORD).is(200);
  }

  @Test
  void goesWithTheResetByWhoOwnsAnAddressThatWasNeverConfirmed() {
    String name = Api.newName();
    Answer squatter = api.register(name);
    enable(squatter, 0);
    String bot = botToken(squatter);

    reset(name + "@example.org");

    api.login(name, NEW).is(200);
    api.post("/api/v1/auth/token", Map.of("token", bot)).isProblem(401, "unauthenticated");
  }

  @Test
  void staysOnThroughAResetOnceAnAddressWasConfirmed() {
    String name = Api.newName();
    Answer login = api.register(name);
    confirmAddress(name + "@example.org");
    enable(login, 0);
    String bot = botToken(login);
    changeAddress(login, name + "@elsewhere.example");

    reset(name + "@elsewhere.example");

    api.login(name, NEW).isProblem(401, "second-factor-required");
    api.post("/api/v1/auth/token", Map.of("token", bot)).is(200);
  }

  private void confirmAddress(String email) {
    String token = letters.token(email, "Please confirm your address");
    api.post("/api/v1/auth/email/verify", Map.of("token", token)).is(204);
  }

  private void changeAddress(Answer login, String email) {
    api.send(
            "PUT",
            "/api/v1/users/me/email",
            login.text("accessToken"),
            Map.of("email", email, "password", Api.PASSWORD))
        .is(200);
  }

  private void reset(String email) {
    api.post("/api/v1/auth/password/forgot", Map.of("email", email)).is(202);
    String token = letters.token(email, "A new password");
    api.post("/api/v1/auth/password/reset", Map.of("token", token, "newPassword", NEW)).is(204);
  }

  private String botToken(Answer login) {
    String access = login.text("accessToken");
    String bot =
        api.send(
                "POST",
                "/api/v1/users/me/bots",
                access,
                Map.of("username", Api.newName(), "displayName", "A bot"))
            .is(201)
            .text("id");
    return api.send(
            "POST",
            "/api/v1/users/me/bots/" + bot + "/tokens",
            access,
            Map.of("label", "test", "scopes", List.of("read")))
        .is(201)
        .text("token");
  }

  private List<String> enable(Answer login, int step) {
    begin(login).is(200);
    return send(login, "/confirm", Map.of("code", code(login, step)))
        .is(200)
        .body()
        .get("recoveryCodes")
        .valueStream()
        .map(code -> code.asString())
        .toList();
  }

  private Answer begin(Answer login) {
    return send(login, "", Map.of("password", Api.PASSWORD));
  }

  private String code(Answer login, int step) {
    UserId user = UserId.of(login.body().at("/user/id").asString());
    return Objects.requireNonNull(store.of(user).block())
        .totp()
        .code(Totp.stepAt(Instant.now()) + step);
  }

  private Answer send(Answer login, String path, Object body) {
    return api.send("POST", PATH + path, login.text("accessToken"), body);
  }

  private Answer loginWith(String name, String code) {
    return api.post(
        "/api/v1/auth/login", Map.of("login", name, "password", Api.PASSWORD, "code", code));
  }
}
