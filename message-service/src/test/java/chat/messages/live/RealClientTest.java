package chat.messages.live;

import static org.assertj.core.api.Assertions.assertThat;

import chat.kit.testing.TestIdentity;
import chat.messages.MessagesTest;
import chat.messages.NodePrograms;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The client from npm, as it is, run by the machine's Node. */
class RealClientTest extends MessagesTest {
  @LocalServerPort private int here;

  @BeforeAll
  static void installClient() throws Exception {
    NodePrograms.install();
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
  void isServed(String transports) throws Exception {
    rooms.open(room, RoomKind.PRIVATE, ada);
    String token = TestIdentity.shared().token(ada.id(), ada.name());

    String said =
        NodePrograms.node(
            "client.mjs", "http://127.0.0.1:" + here, transports, token, room.toString());

    assertThat(said).isEqualTo("fine\n");
  }

  @Test
  void isServedAsThePageForWebDevelopersSays() throws Exception {
    Path page = Path.of("../docs/socket.md").toAbsolutePath();

    String said = NodePrograms.node("page.mjs", "http://127.0.0.1:" + here, page.toString());

    assertThat(said).endsWith("fine\n").contains("not sent:");
  }

  /** What clients of earlier servers do, without a line of theirs changed. */
  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void isServedInTheWordsOfEarlierServers(String transports) throws Exception {
    rooms.open(RoomId.GLOBAL, RoomKind.GLOBAL, ada);
    String token = TestIdentity.shared().token(ada.id(), ada.name());

    String said = NodePrograms.node("families.mjs", "http://127.0.0.1:" + here, transports, token);

    assertThat(said).isEqualTo("fine\n");
  }
}
