package chat.messages.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import chat.messages.MessagesTest;
import chat.messages.guest.AuthServiceDouble;
import chat.messages.room.RoomServiceDouble;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** The routes of earlier chat servers. */
class FamiliesOverHttpTest extends MessagesTest {
  private String code = "";

  @BeforeEach
  void openRooms() {
    code = "H" + room.toString().substring(0, 7);
    rooms.open(room, RoomKind.PRIVATE, ada);
    rooms.open(RoomId.GLOBAL, RoomKind.GLOBAL, ada);
    showHistory(true);
  }

  private void showHistory(boolean visible) {
    RoomServiceDouble.shared()
        .openByCode(
            code,
            room,
            new RoomDetails(
                RoomKind.PRIVATE, "A room", null, null, null, visible, null, null, null, null));
  }

  @Test
  void familyAReadsTheNewestFirstWithNothingButTheCode() {
    for (int i = 1; i <= 3; i++) {
      send(ada, "c" + i, "No. " + i).expectStatus().isCreated();
    }

    JsonNode newest = body(read("?roomCode=" + code + "&limit=2"));
    String last = newest.get(1).path("id").asString();
    JsonNode earlier = body(read("?roomCode=" + code + "&limit=2&beforeId=" + last));

    assertThat(newest.valueStream().map(m -> m.path("content").asString()))
        .containsExactly("No. 3", "No. 2");
    assertThat(earlier.valueStream().map(m -> m.path("content").asString()))
        .containsExactly("No. 1");
    assertThat(newest.get(0).propertyNames())
        .contains("id", "roomId", "roomCode", "sender", "content", "createdAt");
    assertThat(newest.get(0).path("sender").asString()).isEqualTo("ada");
  }

  @Test
  void familyAReadsNothingWithoutTheCodeAndNothingHidden() {
    send(ada, "c1", "Before you came").expectStatus().isCreated();

    read("?roomCode=WRONG").expectStatus().isNotFound();
    read("").expectStatus().isBadRequest();
    read("?roomCode=" + code + "&limit=0").expectStatus().isBadRequest();
    showHistory(false);
    assertThat(body(read("?roomCode=" + code)).size()).isZero();
  }

  @Test
  void familyASendsAsAGuestWhoIsTheSameNextTime() {
    int made = AuthServiceDouble.shared().made().size();
    post("Zoë " + code, "Hello").expectStatus().isCreated();
    JsonNode second = body(post("Zoë " + code, "It is me again"));

    assertThat(AuthServiceDouble.shared().made()).hasSize(made + 1);
    assertThat(second.path("sender").asString()).isEqualTo("Zoë " + code);
    JsonNode page = body(read(ada, "?limit=2")).path("messages");
    assertThat(page.get(0).path("sender").path("id"))
        .isEqualTo(page.get(1).path("sender").path("id"));
  }

  @Test
  void familyAIsAnotherGuestUnderAnotherName() {
    int made = AuthServiceDouble.shared().made().size();
    body(post("Zoë " + code, "Hello"));
    body(post("Yann " + code, "Hello"));

    assertThat(AuthServiceDouble.shared().made()).hasSize(made + 2);
    JsonNode page = body(read(ada, "?limit=2")).path("messages");
    assertThat(page.get(0).path("sender").path("id"))
        .isNotEqualTo(page.get(1).path("sender").path("id"));
  }

  @Test
  void familyAIgnoresANicknameOfSomebodyWithAnAccount() {
    JsonNode sent =
        body(
            as(ada)
                .post()
                .uri("/api/messages")
                .bodyValue(Map.of("roomCode", code, "sender", "Eve", "content", "Hello"))
                .exchange());

    assertThat(sent.path("sender").asString()).isEqualTo("ada");
  }

  @Test
  void familyAHearsWhatIsMissing() {
    anonymous()
        .post()
        .uri("/api/messages")
        .bodyValue(Map.of("roomCode", code, "sender", "Zoë"))
        .exchange()
        .expectStatus()
        .isBadRequest();
  }

  @Test
  void familyBReadsAndSendsInARoomAndInTheGlobalOne() {
    JsonNode there = body(familyB(Map.of("content", "Here", "roomId", room)));
    JsonNode everywhere = body(familyB(Map.of("content", "Everywhere")));
    JsonNode page = body(as(ada).get().uri("/api/chat/messages?roomId=" + room).exchange());
    JsonNode global = body(as(ada).get().uri("/api/chat/messages?limit=1").exchange());

    assertThat(page.get(page.size() - 1)).isEqualTo(there);
    assertThat(global.get(0)).isEqualTo(everywhere);
    assertThat(there.path("userId").asString()).isEqualTo(ada.id().toString());
    assertThat(there.path("timestamp").isString()).isTrue();
    familyB(Map.of("roomId", room)).expectStatus().isBadRequest();
    anonymous().get().uri("/api/chat/messages").exchange().expectStatus().isUnauthorized();
  }

  private ResponseSpec familyB(Map<String, ?> body) {
    return as(ada).post().uri("/api/chat/messages").bodyValue(body).exchange();
  }

  private ResponseSpec read(String query) {
    return anonymous().get().uri("/api/messages" + query).exchange();
  }

  private ResponseSpec post(String sender, String content) {
    return anonymous()
        .post()
        .uri("/api/messages")
        .bodyValue(Map.of("roomCode", code, "sender", sender, "content", content))
        .exchange();
  }

  private static JsonNode body(ResponseSpec answer) {
    JsonNode body =
        answer
            .expectStatus()
            .is2xxSuccessful()
            .expectBody(JsonNode.class)
            .returnResult()
            .getResponseBody();
    return Objects.requireNonNull(body);
  }
}
