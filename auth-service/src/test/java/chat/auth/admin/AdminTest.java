package chat.auth.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.auth.Api;
import chat.auth.Api.Answer;
import chat.auth.AuthTest;
import chat.auth.HeardEvents;
import chat.wire.UserId;
import chat.wire.event.UserEvent;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;

@AuthTest
class AdminTest {
  private final Api api;
  private final HeardEvents heard;
  private final DatabaseClient db;
  private String admin = "";

  AdminTest(Environment environment, HeardEvents heard, DatabaseClient db) {
    this.api = new Api(environment);
    this.heard = heard;
    this.db = db;
  }

  @BeforeEach
  void logInAsTheAdministratorOfTheEnvironment() {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> api.login("root-admin", Api.PASSWORD).status() == 200);
    admin = api.login("root-admin", Api.PASSWORD).text("accessToken");
  }

  @Test
  void suspendsAUserEverywhereAndRestoresThem() {
    String name = Api.newName();
    Answer user = api.register(name);
    String id = user.body().at("/user/id").asString();

    suspend(id).is(200);

    api.get("/api/v1/users/me", user.text("accessToken")).isProblem(401, "session-revoked");
    api.login(name, Api.PASSWORD).isProblem(403, "account-suspended");
    UserId suspended = UserId.of(id);
    assertThat(heard.next(UserEvent.Suspended.class, e -> e.user().equals(suspended)).reason())
        .isEqualTo("spam");

    api.send("POST", "/api/v1/admin/users/" + id + "/restore", admin, null).is(200);
    api.login(name, Api.PASSWORD).is(200);
  }

  @Test
  void findsUsersByTheBeginningOfAName() {
    String name = Api.newName();
    api.register(name);

    Answer found = api.get("/api/v1/admin/users?query=" + name, admin).is(200);

    assertThat(found.body()).hasSize(1);
    assertThat(found.body().at("/0/profile/username").asString()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/users", "/audit", "/keys"})
  void showsItsDeskToAdministratorsOnly(String path) {
    String person = api.register(Api.newName()).text("accessToken");

    api.get("/api/v1/admin" + path, person).isProblem(403, "forbidden");
    api.get("/api/v1/admin" + path, admin).is(200);
  }

  @Test
  void showsTheAuditLog() {
    Answer user = api.register(Api.newName());
    String id = user.body().at("/user/id").asString();

    Answer log = api.get("/api/v1/admin/audit?user=" + id, admin).is(200);

    assertThat(log.body().valueStream().map(entry -> entry.get("kind").asString()))
        .containsExactly("logged-in", "registered");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"UPDATE audit SET kind = 'nothing'", "DELETE FROM audit", "TRUNCATE audit"})
  void keepsTheAuditLogAsItWasWritten(String statement) {
    assertThatThrownBy(() -> db.sql(statement).then().block()).hasMessageContaining("append-only");
  }

  private Answer suspend(String id) {
    return api.send(
        "POST", "/api/v1/admin/users/" + id + "/suspend", admin, Map.of("reason", "spam"));
  }
}
