package chat.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import chat.auth.Api;
import chat.auth.Api.Answer;
import chat.auth.AuthTest;
import chat.auth.HeardEvents;
import chat.wire.UserId;
import chat.wire.event.UserEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

@AuthTest
class AccountTest {
  private final Api api;
  private final HeardEvents heard;

  AccountTest(Environment environment, HeardEvents heard) {
    this.api = new Api(environment);
    this.heard = heard;
  }

  @Test
  void changesWhatIsGivenAndLeavesTheRest() {
    Answer login = api.register(Api.newName());
    UserId id = UserId.of(login.body().at("/user/id").asString());
    change(login, Map.of("displayName", "Ada L.", "timeZone", "Europe/London")).is(200);

    Answer changed = change(login, Map.of("about", "Poetical science", "timeZone", "")).is(200);

    assertThat(changed.text("displayName")).isEqualTo("Ada L.");
    assertThat(changed.text("about")).isEqualTo("Poetical science");
    assertThat(changed.body().has("timeZone")).isFalse();
    UserEvent.Updated event =
        heard.next(UserEvent.Updated.class, e -> e.user().equals(id) && e.version() == 3);
    assertThat(event.displayName()).isEqualTo("Ada L.");
  }

  @Test
  void refusesATimeZoneThatNoClockKnows() {
    change(api.register(Api.newName()), Map.of("timeZone", "Mars/Olympus"))
        .isProblem(400, "invalid-request");
  }

  @Test
  void deletesAnAccountAndGivesItsNamesBack() {
    String name = Api.newName();
    Answer login = api.register(name);
    UserId id = UserId.of(login.body().at("/user/id").asString());

    api.send(
            "DELETE",
            "/api/v1/users/me",
            login.text("accessToken"),
            Map.of("password", "a wrong password"))
        .isProblem(401, "bad-credentials");
    api.send(
            "DELETE",
            "/api/v1/users/me",
            login.text("accessToken"),
            Map.of("password", Api.PASSWORD))
        .is(204);

    api.get("/api/v1/users/me", login.text("accessToken")).isProblem(401, "session-revoked");
    api.login(name, Api.PASSWORD).isProblem(401, "bad-credentials");
    heard.next(UserEvent.Deleted.class, e -> e.user().equals(id));
    api.register(name).is(201);
  }

  @Test
  void exportsWhatIsKnownOfOneselfButNoSecret() {
    String name = Api.newName();
    Answer login = api.register(name);

    Answer export = api.get("/api/v1/users/me/export", login.text("accessToken")).is(200);

    assertThat(export.body().at("/profile/email").asString()).isEqualTo(name + "@example.org");
    assertThat(export.body().get("sessions")).hasSize(1);
    assertThat(export.body().get("log")).isNotEmpty();
    assertThat(export.body().toString()).doesNotContain("argon2");
  }

  @Test
  void showsOthersAPublicProfileWithoutTheAddress() {
    String name = Api.newName();
    Answer ada = api.register(name);
    String other = api.register(Api.newName()).text("accessToken");
    String id = ada.body().at("/user/id").asString();

    JsonNode profile = api.get("/api/v1/users/" + id, other).is(200).body();

    assertThat(profile.get("username").asString()).isEqualTo(name);
    assertThat(profile.has("email")).isFalse();
    assertThat(api.get("/api/v1/users?username=" + name, other).body()).hasSize(1);
    assertThat(api.get("/api/v1/users?ids=" + id, other).body()).hasSize(1);
  }

  @Test
  void describesItsInterfaceWithExamples() {
    JsonNode document = api.get("/v3/api-docs", null).is(200).body();

    assertThat(document.at("/paths").propertyNames())
        .contains("/api/v1/auth/login", "/api/auth/login", "/api/user/profile", "/oauth2/token");
    JsonNode login = document.at("/components/schemas/LoginRequest/properties");
    assertThat(login.at("/login/example").asString()).isEqualTo("ada");
    assertThat(document.toString()).doesNotContain("\"visitor\"").doesNotContain("\"caller\"");
  }

  private Answer change(Answer login, Object body) {
    return api.send("PATCH", "/api/v1/users/me", login.text("accessToken"), body);
  }
}
