package chat.messages.live;

import static org.assertj.core.api.Assertions.assertThat;

import chat.kit.testing.TestIdentity;
import chat.messages.MessagesTest;
import chat.wire.RoomKind;
import chat.wire.UserRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** People with live clients, and a room that ada and ben are in. */
abstract class LiveClientsTest extends MessagesTest {
  @LocalServerPort protected int here;

  private final List<LiveClient> clients = new ArrayList<>();

  @BeforeEach
  void openRoom() {
    rooms.open(room, RoomKind.PRIVATE, ada, ben);
  }

  @AfterEach
  void hangUp() {
    REDIS.restore();
    clients.forEach(LiveClient::hangUp);
    assertThat(clients).allSatisfy(client -> assertThat(client.undocumented()).isEmpty());
  }

  protected LiveClient joined(int port, UserRef user, long since) throws Exception {
    LiveClient client = connect(port, user);
    done(client.wish("room:join", Map.of("room", room, "since", since)));
    return client;
  }

  protected LiveClient connect(int port, UserRef user) throws Exception {
    return connect(port, auth(token(user)));
  }

  protected LiveClient connect(int port, String auth) throws Exception {
    LiveClient client = LiveClient.connect(port, auth);
    clients.add(client);
    return client;
  }

  protected static String auth(String token) {
    return "{\"token\":\"" + token + "\"}";
  }

  protected static String token(UserRef user) {
    return TestIdentity.shared().token(user.id(), user.name());
  }

  protected long head() {
    JsonNode page =
        read(ada, "?limit=1").expectBody(JsonNode.class).returnResult().getResponseBody();
    return page == null ? 0 : page.path("head").asLong();
  }

  protected static JsonNode done(JsonNode answer) {
    assertThat(answer.path("ok").asBoolean()).as(answer.toString()).isTrue();
    return answer;
  }

  protected static String refusal(JsonNode answer) {
    assertThat(answer.path("ok").asBoolean(true)).as(answer.toString()).isFalse();
    return answer.path("error").path("type").asString("");
  }
}
