package chat.notifications;

import chat.kit.security.RevokedSessions;
import chat.kit.testing.RefusesBadTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

class BadTokensTest extends NotificationsTest implements RefusesBadTokens {
  @Autowired private RevokedSessions revoked;

  @Override
  public WebTestClient http() {
    return anonymous();
  }

  @Override
  public RevokedSessions revokedSessions() {
    return revoked;
  }

  @Override
  public String guardedPath() {
    return "/api/v1/notifications";
  }
}
