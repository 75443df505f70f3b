package chat.messages.live;

import static org.assertj.core.api.Assertions.assertThat;

import chat.kit.security.RevokedSessions;
import chat.kit.testing.BadToken;
import chat.kit.testing.RefusesBadTokens;
import chat.kit.testing.TestIdentity;
import chat.messages.MessagesTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What holds for requests holds for sockets. */
class BadTokensTest extends MessagesTest implements RefusesBadTokens {
  @Autowired private RevokedSessions revoked;
  @LocalServerPort private int port;

  @ParameterizedTest
  @EnumSource
  void refusesASocketWithABadTokenAndSaysWhichWayItIsBad(BadToken bad) throws Exception {
    String token = bad.token(TestIdentity.shared());

    LiveClient socket = LiveClient.connect(port, "{\"token\":\"" + token + "\"}");

    assertThat(socket.welcome()).startsWith("44{").contains(bad.refusal().uri());
    socket.hangUp();
  }

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
    return "/api/v1/messages/unread";
  }
}
