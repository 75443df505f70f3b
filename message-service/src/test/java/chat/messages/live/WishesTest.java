package chat.messages.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.wire.UserRef;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  void tellsNobodyHowFarSomebodyReadsWhoKeepsItToThemselves() throws Exception {
    LiveClient writer = joined(here, ada, 0);
    LiveClient reader = joined(here, ben, 0);
    long first = told(writer, "c1");
    hide(true);
    done(reader.wish("chat:read", Map.of("room", room, "seq", first)));
    hide(false);
    long second = told(writer, "c2");

    done(reader.wish("chat:read", Map.of("room", room, "seq", second)));

    await().until(() -> !writer.told("chat:read").isEmpty());
    assertThat(writer.told("chat:read"))
        .extracting(frame -> frame.get(1).path("seq").asLong())
        .containsExactly(second);
  }

  private long told(LiveClient writer, String clientId) throws Exception {
    JsonNode sent =
        done(
            writer.wish(
                "chat:send", Map.of("room", room, "clientId", clientId, "text", "Look here")));
    return sent.path("message").path("seq").asLong();
  }

  private void hide(boolean hidden) {
    as(ben)
        .put()
        .uri("/api/v1/messages/reading")
        .bodyValue(Map.of("hidden", hidden))
        .exchange()
        .expectStatus()
        .isOk();
  }

  @Test
  void sendsFilesThatWereUploadedBefore() throws Exception {
    LiveClient reader = joined(here, ben, 0);
    LiveClient writer = joined(here, ada, 0);
    String file = uploaded("shopping.txt");
    Map<String, Object> message =
        Map.of("room", room, "clientId", "f", "text", "Look", "attachments", List.of(file));

    JsonNode sent = done(writer.wish("chat:send", message));

    assertThat(sent.path("message").path("attachments").get(0).path("name").asString())
        .isEqualTo("shopping.txt");
    await().until(() -> !reader.told("chat:message").isEmpty());
    assertThat(reader.told("chat:message").getFirst().get(1).path("message").path("attachments"))
        .isEqualTo(sent.path("message").path("attachments"));
    assertThat(done(writer.wish("chat:send", message)).path("message"))
        .isEqualTo(sent.path("message"));
    assertThat(
            refusal(
                writer.wish(
                    "chat:send",
                    Map.of(
                        "room", room, "clientId", "g", "text", "", "attachments", List.of(file)))))
        .isEqualTo("/problems/conflict");
    assertThat(
            refusal(
                reader.wish(
                    "chat:send",
                    Map.of(
                        "room",
                        room,
                        "clientId",
                        "h",
                        "text",
                        "Mine",
                        "attachments",
                        List.of(uploaded("other.txt"))))))
        .isEqualTo("/problems/invalid-request");
  }

  private String uploaded(String name) {
    JsonNode file =
        as(ada)
            .post()
            .uri("/api/v1/rooms/{room}/attachments?name={name}", room, name)
            .bodyValue("Bread, milk".getBytes(UTF_8))
            .exchange()
            .expectStatus()
            .isCreated()
            .expectBody(JsonNode.class)
            .returnResult()
            .getResponseBody();
    return Objects.requireNonNull(file).path("id").asString();
  }

  @Test
  void tellsWhoIsTyping() throws Exception {
    LiveClient reader = joined(here, ada, 0);
    LiveClient writer = joined(here, ben, 0);

    writer.wish("chat:typing", Map.of("room", room, "typing", true));

    await().until(() -> reader.told("chat:typing").size() == 1);
  }
}
