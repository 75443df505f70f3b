package chat.messages.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.wire.UserRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people may ask for over a socket. */
class WishesTest extends LiveClientsTest {
  @Test
  void answersEveryWishThatItRefuses() throws Exception {
    UserRef stranger = user("eve");
    LiveClient client = connect(here, stranger);

    // neither the projection nor room-service has heard of her
    assertThat(refusal(client.wish("room:join", Map.of("room", room))))
        .isEqualTo("/problems/room-not-found");
    assertThat(refusal(client.wish("room:join", Map.of()))).isEqualTo("/problems/invalid-request");
    assertThat(refusal(client.wish("no:such", Map.of()))).isEqualTo("/problems/malformed-request");
    assertThat(refusal(client.wish("chat:send", Map.of("room", "x"))))
        .isEqualTo("/problems/malformed-request");
    assertThat(refusal(client.wish("chat:typing", Map.of("room", room, "typing", true))))
        .isEqualTo("/problems/forbidden");
  }

  @Test
  void saysWhatIsWrongWithAWish() throws Exception {
    LiveClient client = joined(here, ada, 0);

    JsonNode number = client.wish("chat:send", Map.of("room", room, "clientId", "n", "text", 5));
    JsonNode list = client.wish("chat:typing", Map.of("room", List.of(), "typing", true));
    JsonNode unknown = client.wish("chat:shout", Map.of("room", room));

    assertThat(refusal(number)).isEqualTo("/problems/malformed-request");
    assertThat(number.path("error").path("detail").asString()).isEqualTo("text cannot be read.");
    assertThat(list.path("error").path("detail").asString()).isEqualTo("room cannot be read.");
    assertThat(unknown.path("error").path("detail").asString()).contains("chat:shout");
    done(client.wish("chat:typing", Map.of("room", room, "typing", true, "later", "unknown")));
  }

  @Test
  void tellsOfARefusalAlsoWhoeverHasNotAskedForAnAnswer() throws Exception {
    LiveClient client = joined(here, ada, 0);

    client.say("chat:send", Map.of("room", room, "clientId", "x", "text", " "));

    await().until(() -> client.told("refused").size() == 1);
    JsonNode refused = client.told("refused").getFirst().get(1);
    assertThat(refused.path("event").asString()).isEqualTo("chat:send");
    assertThat(refused.path("error").path("type").asString())
        .isEqualTo("/problems/invalid-request");
  }

  @Test
  void changesAMessageInEveryWay() throws Exception {
    LiveClient client = joined(here, ada, head());
    JsonNode sent =
        done(client.wish("chat:send", Map.of("room", room, "clientId", "m", "text", "Helo")));
    String message = sent.path("message").path("id").asString();

    done(client.wish("chat:edit", Map.of("room", room, "message", message, "text", "Hello")));
    done(
        client.wish(
            "chat:react", Map.of("room", room, "message", message, "emoji", "👍", "added", true)));
    JsonNode pinned =
        done(client.wish("chat:pin", Map.of("room", room, "message", message, "pinned", true)));
    done(client.wish("chat:pin", Map.of("room", room, "message", message, "pinned", false)));
    done(client.wish("chat:delete", Map.of("room", room, "message", message)));

    assertThat(pinned.path("message").path("changes").path("pinnedAt").isMissingNode()).isFalse();
    await().until(() -> !client.told("chat:deleted").isEmpty());
    assertThat(
            client.told().stream()
                .map(frame -> frame.get(0).asString())
                .filter(event -> event.startsWith("chat:"))) // others come when their time comes
        .containsExactly(
            "chat:message",
            "chat:edited",
            "chat:reacted",
            "chat:pinned",
            "chat:pinned",
            "chat:deleted");
  }

  @Test
  void tellsHowFarSomebodyHasRead() throws Exception {
    LiveClient writer = joined(here, ada, 0);
    LiveClient reader = joined(here, ben, 0);
    send(ada, "c1", "Have you seen this?").expectStatus().isCreated();

    JsonNode left = reader.wish("chat:read", Map.of("room", room, "seq", head()));

    assertThat(left.path("unread").asInt(-1)).isZero();
    await().until(() -> !writer.told("chat:read").isEmpty());
    assertThat(writer.told("chat:read").getLast().get(1).path("seq").asLong()).isEqualTo(head());
    assertThat(refusal(reader.wish("chat:read", Map.of("room", room, "seq", head() + 1))))
        .isEqualTo("/problems/invalid-request");
  }

  @Test
  void tellsWhoIsTyping() throws Exception {
    LiveClient reader = joined(here, ada, 0);
    LiveClient writer = joined(here, ben, 0);

    writer.wish("chat:typing", Map.of("room", room, "typing", true));

    await().until(() -> reader.told("chat:typing").size() == 1);
  }
}
