package chat.presence;

import chat.kit.security.RevokedSessions;
import chat.kit.testing.RefusesBadTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.test.web.reactive.server.WebTestClient;

class BadTokensTest implements RefusesBadTokens {
  @SuppressWarnings("NullAway.Init") // started before the first test
  private static Instance instance;

  @BeforeAll
  static void start() {
    instance = Instance.start();
  }

  @AfterAll
  static void stop() {
    instance.close();
  }

  @Override
  public WebTestClient http() {
    return instance.anonymous();
  }

  @Override
  public RevokedSessions revokedSessions() {
    return instance.revokedSessions();
  }

  @Override
  public String guardedPath() {
    return "/api/v1/presence?users=3fa85f64-5717-4562-b3fc-2c963f66afa6";
  }
}
