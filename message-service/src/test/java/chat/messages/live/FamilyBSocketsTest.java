package chat.messages.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.wire.RoomId;
import chat.wire.RoomKind;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The words of family B. */
class FamilyBSocketsTest extends LiveClientsTest {
  @BeforeEach
  void openTheGlobalRoom() {
    rooms.open(RoomId.GLOBAL, RoomKind.GLOBAL, ada, ben);
  }

  @Test
  void hearTheirOwnWordsAndNoOthersInARoomThatTheyJoined() throws Exception {
    LiveClient plain = connect(here, ada);
    LiveClient own = joined(here, ben, head());
    done(plain.wish("join-room", Map.of("roomId", room)));

    done(plain.wish("send-message", Map.of("roomId", room, "content", "Hello")));

    await().until(() -> plain.told("receive-message").size() == 1);
    await().until(() -> own.told("chat:message").size() == 1);
    JsonNode heard = plain.told("receive-message").getFirst().get(1);
    JsonNode said = own.told("chat:message").getFirst().get(1).path("message");
    assertThat(heard.path("id")).isEqualTo(said.path("id"));
    assertThat(heard.path("content").asString()).isEqualTo("Hello");
    assertThat(heard.path("userId").asString()).isEqualTo(ada.id().toString());
    assertThat(heard.path("timestamp")).isEqualTo(said.path("sentAt"));
    assertThat(plain.told("chat:message")).isEmpty();
    assertThat(own.told("receive-message")).isEmpty();
  }

  @Test
  void meanTheGlobalRoomWhenTheyNameNone() throws Exception {
    LiveClient listener = connect(here, ben);
    done(listener.wish("join-room", Map.of()));
    LiveClient speaker = connect(here, ada);

    speaker.say("send-message", Map.of("content", "Hello, everybody"));

    await().until(() -> listener.told("receive-message").size() == 1);
    // who speaks there hears it too
    await().until(() -> speaker.told("receive-message").size() == 1);
    assertThat(speaker.told("receive-message").getFirst().get(1).path("roomId").asString())
        .isEqualTo(RoomId.GLOBAL.toString());
  }

  @Test
  void tellWhoIsTypingInTheirWords() throws Exception {
    LiveClient plain = connect(here, ada);
    done(plain.wish("join-room", Map.of("roomId", room)));
    LiveClient own = joined(here, ben, 0);

    plain.say("typing-start", Map.of("userId", ada.id(), "roomId", room));
    own.wish("chat:typing", Map.of("room", room, "typing", false));

    await().until(() -> own.told("chat:typing").size() == 2);
    await().until(() -> plain.told("typing-stop").size() == 1);
    assertThat(plain.told("typing-start").getFirst().get(1).path("userId").asString())
        .isEqualTo(ada.id().toString());
    assertThat(plain.told("typing-stop").getFirst().get(1).path("userId").asString())
        .isEqualTo(ben.id().toString());
  }

  @Test
  void hearNothingMoreOfARoomThatTheyLeft() throws Exception {
    LiveClient plain = connect(here, ada);
    done(plain.wish("join-room", Map.of("roomId", room)));
    LiveClient stays = joined(here, ben, head());

    done(plain.wish("leave-room", Map.of("roomId", room)));
    send(ben, "b1", "Gone?").expectStatus().isCreated();

    await().until(() -> stays.told("chat:message").size() == 1);
    assertThat(plain.told("receive-message")).isEmpty();
  }

  @Test
  void hearWhatIsMissingOrWrong() throws Exception {
    LiveClient plain = connect(here, ada);

    JsonNode silent = plain.wish("send-message", Map.of("roomId", room));
    JsonNode number = plain.wish("join-room", Map.of("roomId", 5));
    JsonNode closed = plain.wish("typing-start", Map.of("roomId", room));

    assertThat(refusal(silent)).isEqualTo("/problems/invalid-request");
    assertThat(silent.path("error").path("detail").asString()).contains("content");
    assertThat(refusal(number)).isEqualTo("/problems/malformed-request");
    assertThat(refusal(closed)).isEqualTo("/problems/forbidden");
  }
}
