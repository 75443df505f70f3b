package chat.rooms;

import chat.kit.security.RevokedSessions;
import chat.kit.testing.RefusesBadTokens;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;

@RoomsTest
class BadTokensTest implements RefusesBadTokens {
  private final RevokedSessions revoked;
  private final WebTestClient http;

  BadTokensTest(RevokedSessions revoked, @LocalServerPort int port) {
    this.revoked = revoked;
    this.http = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
  }

  @Override
  public WebTestClient http() {
    return http;
  }

  @Override
  public RevokedSessions revokedSessions() {
    return revoked;
  }

  @Override
  public String guardedPath() {
    return "/api/v1/rooms/mine";
  }
}
