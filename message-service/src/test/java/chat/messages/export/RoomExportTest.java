package chat.messages.export;

import static org.assertj.core.api.Assertions.assertThat;

import chat.messages.MessagesTest;
import chat.wire.Message;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserRef;
import chat.wire.event.RoomEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class RoomExportTest extends MessagesTest {
  @BeforeEach
  void openRoom() {
    rooms.open(room, RoomKind.PUBLIC, ada, ben);
  }

  @Test
  void theOwnerTakesTheWholeRoomAway() {
    // more than a page of the store
    IntStream.range(0, 1100)
        .parallel()
        .forEach(i -> say(i % 2 == 0 ? ada : ben, room, "Message " + i));

    List<Message> all = lines(ask(ada, "/api/v1/rooms/" + room + "/messages/export"));

    assertThat(all)
        .extracting(Message::seq)
        .isEqualTo(IntStream.rangeClosed(1, 1100).mapToObj(Long::valueOf).toList());
  }

  @Test
  void nobodyElseDoes() {
    ask(ben, "/api/v1/rooms/" + room + "/messages/export")
        .expectStatus()
        .isForbidden()
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo(ProblemType.FORBIDDEN.uri());
  }

  @Test
  void everybodyTakesTheirOwnAwayFromRoomsTheyHaveLeftToo() {
    RoomId other = new RoomId(UUID.randomUUID());
    UserRef eve = user("eve");
    rooms.open(other, RoomKind.PUBLIC, ada, eve);
    rooms.apply(new RoomEvent.MemberJoined(room, rooms.next(), eve, chat.wire.Role.MEMBER));
    List<Message> sent = List.of(say(eve, room, "one"), say(eve, other, "two"));
    say(ada, room, "not mine");
    rooms.apply(new RoomEvent.MemberLeft(other, rooms.next(), eve));

    assertThat(lines(ask(eve, "/api/v1/messages/mine"))).containsExactlyInAnyOrderElementsOf(sent);
  }

  private Message say(UserRef by, RoomId to, String text) {
    return Objects.requireNonNull(
        send(by, to, Map.of("clientId", UUID.randomUUID().toString(), "text", text))
            .expectStatus()
            .isCreated()
            .expectBody(Message.class)
            .returnResult()
            .getResponseBody());
  }

  private ResponseSpec ask(UserRef by, String path) {
    return as(by).get().uri(path).accept(MediaType.APPLICATION_NDJSON, MediaType.ALL).exchange();
  }

  private static List<Message> lines(ResponseSpec answer) {
    return Objects.requireNonNull(
        answer
            .expectStatus()
            .isOk()
            .expectHeader()
            .contentType(MediaType.APPLICATION_NDJSON)
            .returnResult(Message.class)
            .getResponseBody()
            .collectList()
            .block(java.time.Duration.ofSeconds(30)));
  }
}
