package chat.messages.send;

import static chat.messages.Responses.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.messages.MessagesTest;
import chat.wire.Message;
import chat.wire.ProblemType;
import chat.wire.RoomKind;
import chat.wire.UserRef;
import chat.wire.event.MessageEvent;
import chat.wire.event.RoomEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class SendTest extends MessagesTest {
  private final UserRef eve = user("eve");

  @BeforeEach
  void openRoom() {
    rooms.open(room, RoomKind.PUBLIC, ada, ben);
  }

  @Test
  void answersWithTheMessageAtItsPlaceInTheRoom() {
    Message first = created(send(ada, "c1", "Good morning"));
    Message second = created(send(ben, "c1", "Good morning to you"));

    assertThat(first.seq()).isEqualTo(1);
    assertThat(first.sender()).isEqualTo(ada);
    assertThat(first.text()).isEqualTo("Good morning");
    assertThat(second.seq()).isEqualTo(2);
  }

  @Test
  void publishesWhatWasSent() {
    Message message = created(send(ada, "c1", "Good morning"));

    await()
        .untilAsserted(
            () ->
                assertThat(heard.in(room))
                    .containsExactly(new MessageEvent.Sent(room, 1, RoomKind.PUBLIC, message)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "with @ben in it"})
  void publishesInTheTraceOfTheRequest(String text) {
    String trace =
        send(ada, "c1", text)
            .expectBody()
            .returnResult()
            .getResponseHeaders()
            .getFirst("X-Trace-Id");

    await().until(() -> heard.in(room).size() == 1);
    assertThat(heard.trace(heard.in(room).getFirst())).contains(trace);
  }

  @Test
  void theSameAgainGetsTheFirstAnswerAgain() {
    Message first = created(send(ada, "c1", "Good morning"));
    Message again =
        send(ada, "c1", "Good morning")
            .expectStatus()
            .isOk()
            .expectBody(Message.class)
            .returnResult()
            .getResponseBody();

    assertThat(again).isEqualTo(first);
    assertThat(created(send(ada, "c2", "Anybody here?")).seq()).isEqualTo(2);
  }

  @Test
  void theSameAgainGetsTheFirstAnswerEvenFromOneWhoHasLeft() {
    send(ben, "c1", "Goodbye").expectStatus().isCreated();
    rooms.apply(new RoomEvent.MemberLeft(room, rooms.next(), ben));

    send(ben, "c1", "Goodbye").expectStatus().isOk();
    refused(send(ben, "c2", "One more thing"), ProblemType.NOT_A_MEMBER);
  }

  @Test
  void refusesAClientIdThatSaidSomethingElse() {
    Message first = created(send(ada, "c1", "Good morning"));

    refused(send(ada, "c1", "Good evening"), ProblemType.ID_REUSED);
    refused(
        send(ada, room, Map.of("clientId", "c1", "text", "Good morning", "replyTo", first.id())),
        ProblemType.ID_REUSED);
  }

  @Test
  void refusesAStranger() {
    // the projection is asked first; what it says of a former member needs no call
    rooms.apply(new RoomEvent.MemberLeft(room, rooms.next(), eve));

    refused(send(eve, "c1", "Let me in"), ProblemType.NOT_A_MEMBER);
  }

  @Test
  void refusesWhoeverDoesNotSayWhoTheyAre() {
    anonymous()
        .post()
        .uri("/api/v1/rooms/{room}/messages", room)
        .bodyValue(Map.of("clientId", "c1", "text", "Hello"))
        .exchange()
        .expectStatus()
        .isUnauthorized();
  }

  @Test
  void refusesTheMutedUntilTheyMaySpeakAgain() {
    Instant later = Instant.now().plusSeconds(60);
    rooms.apply(new RoomEvent.MemberMuted(room, rooms.next(), ben, ada, later));
    refused(send(ben, "c1", "But"), ProblemType.MUTED);

    rooms.apply(
        new RoomEvent.MemberMuted(room, rooms.next(), ben, ada, Instant.now().minusSeconds(1)));
    send(ben, "c1", "But").expectStatus().isCreated();
  }

  @Test
  void refusesToWriteIntoAnArchivedRoom() {
    rooms.apply(new RoomEvent.Archived(room, rooms.next(), ada));

    refused(send(ada, "c1", "Too late"), ProblemType.FORBIDDEN);
  }

  @Test
  void refusesADeletedRoom() {
    rooms.apply(new RoomEvent.Deleted(room, rooms.next(), ada));

    refused(send(ada, "c1", "Too late"), ProblemType.ROOM_NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n ", "a\u0000b", "\ud800"})
  void refusesATextThatIsNone(String text) {
    String json = "{\"clientId\":\"c1\",\"text\":\"" + escaped(text) + "\"}";
    refused(sendJson(json), ProblemType.INVALID_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"text\":\"Hello\"}",
        "{\"clientId\":\"a b\",\"text\":\"Hello\"}",
        "{\"clientId\":\"c1\"}"
      })
  void refusesWhatLacksSomething(String json) {
    refused(sendJson(json), ProblemType.INVALID_REQUEST);
  }

  @Test
  void takesEightThousandCharactersAndNotOneMore() {
    // characters, not the two chars that this one takes in Java
    send(ada, "c1", "\ud83d\ude00".repeat(8000)).expectStatus().isCreated();
    refused(send(ada, "c2", "a".repeat(8001)), ProblemType.INVALID_REQUEST);
  }

  @Test
  void repliesOnlyToWhatIsInTheRoom() {
    Message first = created(send(ada, "c1", "Good morning"));
    Message reply =
        created(send(ben, room, Map.of("clientId", "c1", "text", "To you", "replyTo", first.id())));

    assertThat(reply.replyTo()).isEqualTo(first.id());
    refused(
        send(ben, room, Map.of("clientId", "c2", "text", "To you", "replyTo", UUID.randomUUID())),
        ProblemType.MESSAGE_NOT_FOUND);
  }

  @Test
  void findsTheMembersWhomItMentions() {
    rooms.apply(new RoomEvent.MemberLeft(room, rooms.next(), eve));

    Message message = created(send(ada, "c1", "@BEN, @eve and @nobody: mail me@ben.example"));

    assertThat(message.mentions()).containsExactly(ben.id());
    assertThat(message.mentionsRoom()).isFalse();
  }

  @Test
  void onlyWhoRunsTheRoomMayCallEverybody() {
    assertThat(created(send(ada, "c1", "@room lunch")).mentionsRoom()).isTrue();
    assertThat(created(send(ben, "c1", "@room lunch")).mentionsRoom()).isFalse();
  }

  private ResponseSpec sendJson(String json) {
    return as(ada)
        .post()
        .uri("/api/v1/rooms/{room}/messages", room)
        .header("Content-Type", "application/json")
        .bodyValue(json)
        .exchange();
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars().forEach(c -> escaped.append("\\u%04x".formatted(c)));
    return escaped.toString();
  }

  private static Message created(ResponseSpec response) {
    return Objects.requireNonNull(
        response
            .expectStatus()
            .isCreated()
            .expectBody(Message.class)
            .returnResult()
            .getResponseBody());
  }
}
