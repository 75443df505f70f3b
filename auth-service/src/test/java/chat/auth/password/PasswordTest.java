package chat.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import chat.auth.Api;
import chat.auth.Api.Answer;
import chat.auth.AuthTest;
import chat.auth.Letterbox;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;

@AuthTest
class PasswordTest {
  private static final String NEW = "mountains are quite tall";

  private final Api api;
  private final Letterbox letters;
  private final DatabaseClient db;

  PasswordTest(Environment environment, DatabaseClient db) {
    this.api = new Api(environment);
    this.letters = new Letterbox(api);
    this.db = db;
  }

  @Test
  void changingThePasswordEndsAllOtherSessions() {
    String name = Api.newName();
    Answer here = api.register(name);
    Answer there = api.login(name, Api.PASSWORD);

    change(here, Api.PASSWORD, NEW).is(204);

    api.get("/api/v1/users/me", here.text("accessToken")).is(200);
    api.get("/api/v1/users/me", there.text("accessToken")).isProblem(401, "session-revoked");
    api.login(name, Api.PASSWORD).isProblem(401, "bad-credentials");
    api.login(name, NEW).is(200);
  }

  @Test
  void changesNothingForWhoDoesNotKnowThePassword() {
    String name = Api.newName();
    Answer here = api.register(name);

    change(here, "a wrong password", NEW).isProblem(401, "bad-credentials");

    api.login(name, Api.PASSWORD).is(200);
  }

  @Test
  void resetsAForgottenPasswordByALinkThatWorksOnce() {
    String name = Api.newName();
    Answer old = api.register(name);
    forgot(name + "@example.org").is(202);
    String token = letters.token(name + "@example.org", "A new password");

    reset(token).is(204);

    api.login(name, NEW).is(200);
    api.refresh(old.text("refreshToken")).isProblem(401, "session-revoked");
    reset(token).isProblem(410, "gone");
  }

  @Test
  void refusesALinkThatIsTooOld() {
    String name = Api.newName();
    api.register(name);
    forgot(name + "@example.org").is(202);
    String token = letters.token(name + "@example.org", "A new password");
    db.sql("UPDATE mailed_tokens SET expires_at = now() - interval '1 second'").then().block();

    reset(token).isProblem(410, "gone");
  }

  @Test
  void doesNotTellWhetherAnAddressHasAnAccount() {
    String name = Api.newName();
    api.register(name);

    Answer known = forgot(name + "@example.org").is(202);
    Answer unknown = forgot(Api.newName() + "@example.org").is(202);

    assertThat(unknown.body()).isEqualTo(known.body());
  }

  @Test
  void answersForAnUnknownAddressNoSoonerThanForAKnownOne() {
    long asked = System.nanoTime();

    forgot(Api.newName() + "@example.org").is(202);

    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(Duration.ofMillis(250));
  }

  @Test
  void sendsOneLetterHoweverOftenItIsAskedFor() {
    String name = Api.newName();
    String email = name + "@example.org";
    api.register(name);
    forgot(email);
    letters.text(email, "A new password");

    forgot(email).is(202);
    api.post("/api/v1/auth/password/forgot", Map.of("email", name + "@example.org"));
    String other = Api.newName();
    api.register(other);
    letters.text(other + "@example.org", "Please confirm your address");

    assertThat(letters.letters(email, "A new password")).hasSize(1);
  }

  @Test
  void confirmsAnAddressByALinkThatWorksOnce() {
    String name = Api.newName();
    Answer registered = api.register(name);
    String token = letters.token(name + "@example.org", "Please confirm your address");
    assertThat(verified(registered)).isFalse();

    api.post("/api/v1/auth/email/verify", Map.of("token", token)).is(204);

    assertThat(verified(registered)).isTrue();
    api.post("/api/v1/auth/email/verify", Map.of("token", token)).isProblem(410, "gone");
  }

  @Test
  void confirmsAnAddressByItsOwnLinkOnly() {
    String name = Api.newName();
    Answer registered = api.register(name);
    String old = letters.token(name + "@example.org", "Please confirm your address");
    api.send(
            "PUT",
            "/api/v1/users/me/email",
            registered.text("accessToken"),
            Map.of("email", name + "@elsewhere.example", "password", Api.PASSWORD))
        .is(200);

    api.post("/api/v1/auth/email/verify", Map.of("token", old)).isProblem(410, "gone");

    assertThat(verified(registered)).isFalse();
  }

  @Test
  void keepsNoLinkInTheDatabase() {
    String name = Api.newName();
    api.register(name);
    String token = letters.token(name + "@example.org", "Please confirm your address");

    assertThat(
            db.sql("SELECT count(*) FROM mailed_tokens WHERE encode(hash, 'escape') = :token")
                .bind("token", token)
                .mapValue(Long.class)
                .one()
                .block())
        .isZero();
  }

  private boolean verified(Answer login) {
    return api.get("/api/v1/users/me", login.text("accessToken"))
        .body()
        .get("emailVerified")
        .asBoolean();
  }

  private Answer change(Answer login, String from, String to) {
    return api.send(
        "PUT",
        "/api/v1/users/me/password",
        login.text("accessToken"),
        Map.of("currentPassword", from, "newPassword", to));
  }

  private Answer forgot(String email) {
    return api.post("/api/v1/auth/password/forgot", Map.of("email", email));
  }

  private Answer reset(String token) {
    return api.post("/api/v1/auth/password/reset", Map.of("token", token, "newPassword", NEW));
  }
}
