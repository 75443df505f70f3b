package chat.auth.login;

import static org.assertj.core.api.Assertions.assertThat;

import chat.auth.Api;
import chat.auth.Api.Answer;
import chat.auth.AuthTest;
import chat.auth.Letterbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

@AuthTest
class LoginTest {
  private final Api api;
  private final DatabaseClient db;
  private final MeterRegistry meters;

  LoginTest(Environment environment, DatabaseClient db, MeterRegistry meters) {
    this.api = new Api(environment);
    this.db = db;
    this.meters = meters;
  }

  @Test
  void letsPeopleInByEitherNameHoweverTheyWriteIt() {
    String name = Api.newName();
    api.register(name);

    api.login(name.toUpperCase(Locale.ROOT), Api.PASSWORD).is(200);
    api.login(" " + name + "@EXAMPLE.org ", Api.PASSWORD).is(200);
  }

  @Test
  void givesAnAddressOnceHoweverManyAskAtTheSameTime() {
    String name = Api.newName();
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    api.sendLater(
                        "POST",
                        "/api/v1/auth/register",
                        null,
                        Map.of(
                            "email",
                            i % 2 == 0 ? name + "@example.org" : name + "@EXAMPLE.ORG",
                            "username",
                            Api.newName(),
                            "password",
                            Api.PASSWORD),
                        Map.of()))
            .toList();

    assertThat(answers.stream().map(CompletableFuture::join).map(Answer::status))
        .allMatch(status -> status == 201 || status == 409)
        .containsOnlyOnce(201);
  }

  @Test
  void saysWhichNameIsTakenAndTellsItsOwner() {
    String name = Api.newName();
    api.register(name);

    Answer refusal =
        api.post(
            "/api/v1/auth/register",
            Map.of(
                "email",
                name + "@example.org",
                "username",
                Api.newName(),
                "password",
                Api.PASSWORD));

    refusal.isProblem(409, "name-taken");
    assertThat(refusal.body().at("/errors/0/field").asString()).isEqualTo("email");
    new Letterbox(api).text(name + "@example.org", "You already have an account");
  }

  @ParameterizedTest
  @CsvSource({
    "email, nonsense",
    "email, a@b@c.org",
    "username, ab",
    "username, раypal",
    "username, has space",
    "password, short",
    "password, Password123!",
    "password, qwertyuiop",
    "password, aaaaaaaaaaaa",
    "password, P@ssw0rd2024"
  })
  void namesTheFieldThatIsWrong(String field, String value) {
    String name = Api.newName();
    Map<String, Object> body = new HashMap<>();
    body.put("email", name + "@example.org");
    body.put("username", name);
    body.put("password", Api.PASSWORD);
    body.put(field, value);

    Answer refusal = api.post("/api/v1/auth/register", body).isProblem(400, "invalid-request");

    assertThat(refusal.body().get("errors")).hasSize(1);
    assertThat(refusal.body().at("/errors/0/field").asString()).isEqualTo(field);
  }

  @Test
  void saysByWhichMethodOneLogsIn() {
    Answer answer = api.get("/api/v1/auth/login", null);

    answer.isProblem(405, "method-not-allowed");
    assertThat(answer.header("allow")).contains("POST");
  }

  @Test
  void toleratesUnknownFieldsAndBoundsTheBody() {
    String name = Api.newName();
    Map<String, Object> body = new HashMap<>();
    body.put("email", name + "@example.org");
    body.put("username", name);
    body.put("password", Api.PASSWORD);
    body.put("fromTheFuture", List.of(1, 2));
    api.post("/api/v1/auth/register", body).is(201);

    body.put("fromTheFuture", "x".repeat(100_000));
    api.post("/api/v1/auth/register", body).isProblem(413, "payload-too-large");
  }

  @Test
  void answersAWrongPasswordAndAnUnknownNameAlike() {
    String name = Api.newName();
    api.register(name);

    Answer wrong = api.login(name, "not the right one").isProblem(401, "bad-credentials");
    Answer unknown =
        api.login(Api.newName(), "not the right one").isProblem(401, "bad-credentials");

    assertThat(unknown.body().propertyNames()).isEqualTo(wrong.body().propertyNames());
    assertThat(unknown.text("title")).isEqualTo(wrong.text("title"));
    assertThat(unknown.text("detail")).isEqualTo(wrong.text("detail"));
  }

  @Test
  void hashesForAnUnknownNameAsForAKnownOne() {
    String name = Api.newName();
    api.register(name);

    long known = hashesWhile(() -> api.login(name, "not the right one"));
    long unknown = hashesWhile(() -> api.login(Api.newName(), "not the right one"));
    long address = hashesWhile(() -> api.login("nobody@example.org", "not the right one"));

    assertThat(known).isEqualTo(1);
    assertThat(unknown).isEqualTo(1);
    assertThat(address).isEqualTo(1);
  }

  private long hashesWhile(Runnable login) {
    long before = meters.get("chat.auth.password.hashing").timer().count();
    login.run();
    return meters.get("chat.auth.password.hashing").timer().count() - before;
  }

  @Test
  void makesWhoGuessesWaitAndRefusesEvenTheRightPasswordMeanwhile() {
    String name = Api.newName();
    api.register(name);
    for (int i = 0; i < 8; i++) {
      api.login(name, "guess number " + i);
    }

    Answer refusal = api.login(name, Api.PASSWORD).isProblem(429, "too-many-requests");

    assertThat(Integer.parseInt(refusal.header("retry-after"))).isPositive();
  }

  @Test
  void makesWhoGuessesAnUnknownNameWaitJustSo() {
    String name = Api.newName();
    for (int i = 0; i < 8; i++) {
      api.login(name, "guess number " + i);
    }

    api.login(name, Api.PASSWORD).isProblem(429, "too-many-requests");
  }

  @Test
  void letsGuessesAtTheSameTimeGainNothing() {
    String name = Api.newName();
    api.register(name);
    // to look at one takes so long that all have come before the free ones are used up
    setBcryptHash(name, 9);
    List<CompletableFuture<Answer>> guesses =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    api.sendLater(
                        "POST",
                        "/api/v1/auth/login",
                        null,
                        Map.of("login", name, "password", "guess " + i),
                        Map.of()))
            .toList();

    List<Integer> answers = guesses.stream().map(guess -> guess.join().status()).toList();

    assertThat(answers).containsOnly(401, 429);
    // the free ones, and those that were already looked at when the last of them was counted
    assertThat(answers).filteredOn(status -> status == 401).hasSizeBetween(6, 12);
    api.login(name, Api.PASSWORD).isProblem(429, "too-many-requests");
  }

  @Test
  void upgradesAHashFromElsewhereAtLogin() {
    String name = Api.newName();
    api.register(name);
    setBcryptHash(name, 4);

    api.login(name, Api.PASSWORD).is(200);

    assertThat(
            db.sql("SELECT password_hash FROM users WHERE username = :name")
                .bind("name", name)
                .mapValue(String.class)
                .one()
                .block())
        .startsWith("{argon2}");
    api.login(name, Api.PASSWORD).is(200);
  }

  private void setBcryptHash(String name, int strength) {
    db.sql("UPDATE users SET password_hash = :hash WHERE username = :name")
        .bind("hash", "{bcrypt}" + new BCryptPasswordEncoder(strength).encode(Api.PASSWORD))
        .bind("name", name)
        .then()
        .block();
  }
}
