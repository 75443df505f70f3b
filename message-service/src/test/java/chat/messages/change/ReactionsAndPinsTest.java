package chat.messages.change;

import static chat.messages.Responses.message;
import static chat.messages.Responses.refused;
import static org.assertj.core.api.Assertions.assertThat;

import chat.wire.Message;
import chat.wire.ProblemType;
import chat.wire.Reaction;
import chat.wire.event.MessageEvent;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

class ReactionsAndPinsTest extends OneMessage {
  @Test
  void reactionsAreCountedPerEmojiAndTakenBack() {
    act(ben, HttpMethod.PUT, "/reactions/👍").expectStatus().isOk();
    act(carl, HttpMethod.PUT, "/reactions/❤️").expectStatus().isOk();
    Message reacted = message(act(carl, HttpMethod.PUT, "/reactions/👍"));

    assertThat(changes(reacted).reactions())
        .containsExactly(
            new Reaction("👍", 2, List.of(ben.id(), carl.id())),
            new Reaction("❤️", 1, List.of(carl.id())));
    assertThat(page().messages()).containsExactly(reacted);
    told(new MessageEvent.Reacted(room, 4, message.id(), carl, "👍", true));

    Message less = message(act(carl, HttpMethod.DELETE, "/reactions/👍"));
    assertThat(changes(less).reactions())
        .containsExactly(
            new Reaction("👍", 1, List.of(ben.id())), new Reaction("❤️", 1, List.of(carl.id())));
    told(new MessageEvent.Reacted(room, 5, message.id(), carl, "👍", false));
  }

  @Test
  void aMessageWithoutReactionsIsAsItWas() {
    act(ben, HttpMethod.PUT, "/reactions/👍").expectStatus().isOk();
    assertThat(message(act(ben, HttpMethod.DELETE, "/reactions/👍"))).isEqualTo(message);
  }

  @Test
  void aMessageTakesTwentyDifferentReactions() {
    for (int i = 0; i < 20; i++) {
      act(ben, HttpMethod.PUT, "/reactions/" + Character.toString(0x1f600 + i))
          .expectStatus()
          .isOk();
    }
    refused(act(carl, HttpMethod.PUT, "/reactions/👍"), ProblemType.CONFLICT);
    act(carl, HttpMethod.PUT, "/reactions/😀").expectStatus().isOk();
    refused(act(ben, HttpMethod.PUT, "/reactions/x"), ProblemType.INVALID_REQUEST);
  }

  @Test
  void whoRunsTheRoomPins() {
    refused(act(ben, HttpMethod.PUT, PIN), ProblemType.FORBIDDEN);

    Message pinned = message(act(ada, HttpMethod.PUT, PIN));
    assertThat(changes(pinned).pinnedAt()).isNotNull();
    told(new MessageEvent.Pinned(room, 2, message.id(), ada, true));
    assertThat(pins()).containsExactly(pinned);

    act(ada, HttpMethod.DELETE, PIN).expectStatus().isOk();
    assertThat(pins()).isEmpty();
  }

  @Test
  void aRoomHasFiftyPins() {
    for (int i = 0; i < 50; i++) {
      message = message(send(ben, "p" + i, "Important " + i));
      act(ada, HttpMethod.PUT, PIN).expectStatus().isOk();
    }
    Message last = message;
    message = message(send(ben, "last", "Important too"));

    refused(act(ada, HttpMethod.PUT, PIN), ProblemType.CONFLICT);
    assertThat(pins()).hasSize(50);

    message = last;
    act(ada, HttpMethod.PUT, PIN).expectStatus().isOk();
    act(ada, HttpMethod.DELETE, PIN).expectStatus().isOk();
    assertThat(pins()).hasSize(49);
  }

  private List<Message> pins() {
    return Objects.requireNonNull(
        read(ben, "/pinned")
            .expectStatus()
            .isOk()
            .expectBodyList(Message.class)
            .returnResult()
            .getResponseBody());
  }
}
