package chat.messages.change;

import static chat.messages.Responses.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.messages.MessagesTest;
import chat.messages.stream.Page;
import chat.wire.Message;
import chat.wire.MessageChanges;
import chat.wire.MessageId;
import chat.wire.RoomKind;
import chat.wire.UserRef;
import chat.wire.event.MessageEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** A message that ben has sent, and what people do with it. */
abstract class OneMessage extends MessagesTest {
  static final String PIN = "/pin";

  final UserRef carl = user("carl");

  Message message = nowhere();

  @BeforeEach
  void aMessage() {
    rooms.open(room, RoomKind.PUBLIC, ada, ben, carl);
    message = message(send(ben, "c1", "Good morning"));
  }

  Message nowhere() {
    return new Message(
        new MessageId(UUID.randomUUID()),
        room,
        1,
        "c",
        ben,
        "",
        Instant.EPOCH,
        null,
        null,
        List.of(),
        false,
        List.of());
  }

  void told(MessageEvent event) {
    await().untilAsserted(() -> assertThat(heard.all(room)).contains(event));
  }

  ResponseSpec edit(UserRef by, String text) {
    return as(by)
        .patch()
        .uri("/api/v1/rooms/{room}/messages/{message}", room, message.id())
        .bodyValue(Map.of("text", text))
        .exchange();
  }

  ResponseSpec act(UserRef by, HttpMethod method, String what) {
    return as(by)
        .method(method)
        .uri("/api/v1/rooms/" + room + "/messages/" + message.id() + what)
        .exchange();
  }

  Page page() {
    return Objects.requireNonNull(
        read(ada, "")
            .expectStatus()
            .isOk()
            .expectBody(Page.class)
            .returnResult()
            .getResponseBody());
  }

  static MessageChanges changes(Message message) {
    return Objects.requireNonNull(message.changes());
  }
}
