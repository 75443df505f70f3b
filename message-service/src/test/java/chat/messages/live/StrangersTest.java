package chat.messages.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.kit.testing.TestIdentity;
import chat.messages.MessagesTest;
import chat.messages.engine.Peer;
import chat.wire.RoomKind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who is not let in hears nothing of what is said inside. */
class StrangersTest extends MessagesTest {
  @LocalServerPort private int here;

  @Test
  void areToldNothing() throws Exception {
    rooms.open(room, RoomKind.PRIVATE, ada);
    Peer.Line silent = new Peer("127.0.0.1:" + here + "/socket.io/").line();
    assertThat(silent.next()).startsWith("0{");
    LiveClient refused = LiveClient.connect(here, "{\"token\":\"made up\"}");
    String token = TestIdentity.shared().token(ada.id(), ada.name());
    LiveClient member = LiveClient.connect(here, "{\"token\":\"%s\"}".formatted(token));
    member.wish("room:join", Map.of("room", room));

    for (int i = 0; i < 20; i++) {
      member.wish("chat:send", Map.of("room", room, "clientId", "m" + i, "text", "Secret"));
    }

    await().until(() -> member.told("chat:message").size() == 20);
    assertThat(silent.heard()).isEmpty();
    assertThat(refused.welcome()).startsWith("44{");
    assertThat(refused.told()).isEmpty();
    silent.hangUp();
    refused.hangUp();
    member.hangUp();
  }
}
