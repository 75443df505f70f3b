package chat.gateway.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.gateway.testing.GatewayTest;
import chat.gateway.testing.StandIns;
import chat.gateway.testing.Talker;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** With the tunnel switched off, Spring Cloud Gateway's own route carries a socket as well. */
@GatewayTest
@TestPropertySource(
    properties = {
      "chat.gateway.tunnel.enabled=false",
      "spring.cloud.gateway.server.webflux.httpclient.pool.max-connections=2"
    })
class StockRouteTest {
  private final Tunnels tunnels;
  private final int port;

  StockRouteTest(Tunnels tunnels, @LocalServerPort int port) {
    this.tunnels = tunnels;
    this.port = port;
  }

  @BeforeEach
  void allWell() {
    StandIns.allWell();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/socket.io/", "/socket/"})
  void carriesWordsBytesAndTheEnd(String path) throws Exception {
    URI address =
        URI.create("ws://127.0.0.1:" + port + path + "?EIO=4&transport=websocket&sid=nobody");
    try (HttpClient http = HttpClient.newHttpClient()) {
      Talker talker = Talker.open(http.newWebSocketBuilder(), address);
      assertThat(talker.hear()).isEqualTo("welcome");
      assertThat(tunnels.open()).as("not through a tunnel").isZero();
      talker.say("40{\"token\":\"t\"}");
      assertThat(talker.hear()).isEqualTo("40{\"token\":\"t\"}");
      talker.say("51-[\"chat:send\",{\"_placeholder\":true,\"num\":0}]");
      assertThat(talker.hear()).startsWith("51-");
      talker.say(ByteBuffer.allocate(50_000));
      assertThat(talker.hear()).isEqualTo("50000 bytes");
      talker.say("close 4001");
      assertThat(talker.closed()).isEqualTo(4001);
    }
    await()
        .untilAsserted(
            () ->
                assertThat(
                        StandIns.MESSAGE.sockets().open() + StandIns.OTHER_MESSAGE.sockets().open())
                    .isZero());
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aSocketTakesNoConnectionThatRequestsShare() throws Exception {
    URI address = URI.create("ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket");
    try (HttpClient http = HttpClient.newHttpClient()) {
      List<Talker> talkers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Talker talker = Talker.open(http.newWebSocketBuilder(), address);
        assertThat(talker.hear()).isEqualTo("welcome");
        talkers.add(talker);
      }
      for (Talker talker : talkers) {
        talker.say("close 4001");
        assertThat(talker.closed()).isEqualTo(4001);
      }
    }
  }
}
