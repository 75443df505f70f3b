package chat.messages.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A nickname and a code are enough, in the words of family A. */
class FamilyASocketsTest extends LiveClientsTest {
  @Test
  void createAndJoinARoomByItsCode() throws Exception {
    JsonNode created = done(connect(here, "").wish("room:create", Map.of("nickname", "Ann")));
    JsonNode made = created.path("room");

    JsonNode joined =
        done(
            connect(here, "")
                .wish(
                    "room:join", Map.of("code", made.path("code").asString(), "nickname", "Bob")));

    assertThat(made.propertyNames()).containsExactlyInAnyOrder("id", "code", "createdAt");
    assertThat(joined.path("room")).isEqualTo(made);
  }

  @Test
  void talkAndHearInBothWordsWhatIsSaid() throws Exception {
    LiveClient ann = connect(here, "");
    JsonNode made = done(ann.wish("room:create", Map.of("nickname", "Ann"))).path("room");
    String code = made.path("code").asString();
    LiveClient bob = connect(here, "");
    done(bob.wish("room:join", Map.of("code", code, "nickname", "Bob")));

    bob.say("chat:send", Map.of("roomCode", code, "sender", "Bob", "content", "Hello"));

    for (LiveClient client : Stream.of(ann, bob).toList()) {
      await().until(() -> client.told("chat:message").size() == 1);
      JsonNode heard = client.told("chat:message").getFirst().get(1);
      assertThat(heard.path("roomId")).isEqualTo(made.path("id"));
      assertThat(heard.path("roomCode").asString()).isEqualTo(code);
      assertThat(heard.path("sender").asString()).isEqualTo("Bob");
      assertThat(heard.path("content").asString()).isEqualTo("Hello");
      assertThat(heard.path("createdAt").isString()).isTrue();
      assertThat(heard.path("id")).isEqualTo(heard.path("message").path("id"));
      assertThat(heard.path("seq")).isEqualTo(heard.path("message").path("seq"));
    }
  }

  @Test
  void sendWithoutJoiningByTheCodeAlone() throws Exception {
    LiveClient ann = connect(here, "");
    JsonNode made = done(ann.wish("room:create", Map.of())).path("room");

    JsonNode sent =
        done(
            connect(here, "")
                .wish(
                    "chat:send",
                    Map.of(
                        "roomCode", made.path("code").asString(),
                        "sender", "Cid",
                        "content", "Hello")));

    assertThat(sent.path("message").path("sender").path("name").asString()).isEqualTo("Cid");
    await().until(() -> ann.told("chat:message").size() == 1);
  }

  @Test
  void hearWhatIsMissingOrWrong() throws Exception {
    LiveClient client = connect(here, "");

    assertThat(refusal(client.wish("room:join", Map.of("code", "WRONG", "nickname", "Dan"))))
        .isEqualTo("/problems/room-not-found");
    JsonNode silent = client.wish("chat:send", Map.of("roomCode", "WRONG", "sender", "Dan"));
    assertThat(refusal(silent)).isIn("/problems/room-not-found", "/problems/invalid-request");
  }
}
