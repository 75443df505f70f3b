package chat.gateway.edge;

import chat.gateway.testing.GatewayTest;
import chat.gateway.testing.StandIns;
import chat.kit.security.RevokedSessions;
import chat.kit.testing.RefusesBadTokens;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Whoever brings a bad token gets no further than this door. */
@GatewayTest
class BadTokensTest implements RefusesBadTokens {
  private final WebTestClient http;
  private final RevokedSessions revoked;

  BadTokensTest(WebTestClient http, RevokedSessions revoked) {
    this.http = http;
    this.revoked = revoked;
  }

  @BeforeEach
  void allWell() {
    StandIns.allWell();
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
    return "/api/v1/rooms";
  }
}
