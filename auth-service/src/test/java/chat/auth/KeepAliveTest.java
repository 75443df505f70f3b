package chat.auth;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

@AuthTest
class KeepAliveTest {
  private final Api api;

  KeepAliveTest(Environment environment) {
    this.api = new Api(environment);
  }

  /** What a request leaves unread must not keep the next one on its connection waiting for ever. */
  @Test
  void answersEveryRequestOfAConnectionThatIsUsedAgainAtOnce() {
    for (int i = 0; i < 100; i++) {
      String token = api.register(Api.newName()).is(201).text("accessToken");
      api.send("POST", "/api/auth/logout", token, null).is(200);
      api.get("/api/user/profile", token).isProblem(401, "session-revoked");
      api.post("/api/auth/login", Map.of("password", Api.PASSWORD)).is(400);
    }
  }
}
