package chat.messages.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import chat.messages.MessagesTest;
import chat.messages.receipt.Receipts.MessageReader;
import chat.wire.Message;
import chat.wire.ProblemType;
import chat.wire.RoomKind;
import chat.wire.UserRef;
import chat.wire.event.RoomEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class ReceiptsTest extends MessagesTest {
  private final UserRef carl = user("carl");

  @BeforeEach
  void openRoom() {
    rooms.open(room, RoomKind.PUBLIC, ada, ben, carl);
  }

  @Test
  void whoHasReadThatFarHasReadTheMessage() {
    Message first = say("one");
    Message second = say("two");
    readUpTo(ben, 1);
    readUpTo(carl, 2);
    readUpTo(ada, 2);

    assertThat(readers(ada, first)).containsExactly(reader(ben), reader(carl));
    assertThat(readers(ada, second)).containsExactly(reader(carl));
    rooms.apply(new RoomEvent.MemberLeft(room, rooms.next(), carl));
    assertThat(readers(ada, second)).isEmpty();
    ask(carl, second)
        .expectStatus()
        .isForbidden()
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo(ProblemType.NOT_A_MEMBER.uri());
  }

  @Test
  void whoKeepsTheirReadingToThemselvesIsNotShownToOthers() {
    Message message = say("one");
    hide(ben, true);
    readUpTo(ben, 1);

    assertThat(readers(ada, message)).isEmpty();
    assertThat(readers(ben, message)).containsExactly(reader(ben));
    hide(ben, false);
    assertThat(readers(ada, message)).containsExactly(reader(ben));
  }

  private static MessageReader reader(UserRef user) {
    return new MessageReader(user.id(), user.name());
  }

  private Message say(String text) {
    return Objects.requireNonNull(
        send(ada, text, text).expectBody(Message.class).returnResult().getResponseBody());
  }

  private void readUpTo(UserRef reader, long seq) {
    as(reader)
        .put()
        .uri("/api/v1/rooms/{room}/read", room)
        .bodyValue(Map.of("seq", seq))
        .exchange()
        .expectStatus()
        .isOk();
  }

  private void hide(UserRef reader, boolean hidden) {
    as(reader)
        .put()
        .uri("/api/v1/messages/reading")
        .bodyValue(Map.of("hidden", hidden))
        .exchange()
        .expectStatus()
        .isOk();
    as(reader)
        .get()
        .uri("/api/v1/messages/reading")
        .exchange()
        .expectBody()
        .jsonPath("$.hidden")
        .isEqualTo(hidden);
  }

  private ResponseSpec ask(UserRef by, Message message) {
    return as(by)
        .get()
        .uri("/api/v1/rooms/{room}/messages/{id}/readers", room, message.id())
        .exchange();
  }

  private List<MessageReader> readers(UserRef by, Message message) {
    return Objects.requireNonNull(
        ask(by, message)
            .expectStatus()
            .isOk()
            .expectBody(new ParameterizedTypeReference<List<MessageReader>>() {})
            .returnResult()
            .getResponseBody());
  }
}
