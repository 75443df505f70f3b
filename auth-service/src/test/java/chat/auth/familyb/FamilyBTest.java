package chat.auth.familyb;

import static org.assertj.core.api.Assertions.assertThat;

import chat.auth.Api;
import chat.auth.Api.Answer;
import chat.auth.AuthTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

@AuthTest
class FamilyBTest {
  private final Api api;

  FamilyBTest(Environment environment) {
    this.api = new Api(environment);
  }

  @Test
  void servesAnExistingClientFromRegistrationToLogout() {
    String name = Api.newName();
    String email = name + "@example.org";
    Map<String, String> newcomer =
        Map.of("username", name, "email", email, "password", Api.PASSWORD);
    assertThat(api.post("/api/auth/register", newcomer).is(201).text("token")).isNotEmpty();

    Answer login =
        api.post("/api/auth/login", Map.of("email", email, "password", Api.PASSWORD)).is(200);
    assertThat(login.body().at("/user/username").asString()).isEqualTo(name);
    String token = login.text("token");

    assertThat(api.get("/api/user/profile", token).is(200).body().at("/user/email").asString())
        .isEqualTo(email);
    assertThat(
            api.send("PUT", "/api/user/profile", token, Map.of("about", "hello"))
                .is(200)
                .body()
                .at("/user/about")
                .asString())
        .isEqualTo("hello");
    assertThat(api.get("/api/user/sessions", token).is(200).body().get("sessions")).hasSize(2);

    Answer refreshed =
        api.post("/api/auth/refresh", Map.of("refreshToken", login.text("refreshToken"))).is(200);
    String changed = "mountains are quite tall";
    api.send(
            "PUT",
            "/api/user/password",
            refreshed.text("token"),
            Map.of("currentPassword", Api.PASSWORD, "newPassword", changed))
        .is(200);
    api.post("/api/auth/login", Map.of("username", name, "password", changed)).is(200);

    Answer out = api.send("POST", "/api/auth/logout", refreshed.text("token"), null).is(200);
    assertThat(out.body().get("success").asBoolean()).isTrue();
    api.get("/api/user/profile", refreshed.text("token")).isProblem(401, "session-revoked");
  }

  @Test
  void asksForANameWhenALoginHasNone() {
    api.post("/api/auth/login", Map.of("password", Api.PASSWORD)).isProblem(400, "invalid-request");
  }
}
