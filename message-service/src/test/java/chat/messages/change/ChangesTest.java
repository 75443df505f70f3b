package chat.messages.change;

import static chat.messages.Responses.message;
import static chat.messages.Responses.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.kit.testing.TestIdentity;
import chat.messages.stream.Wording;
import chat.wire.Message;
import chat.wire.ProblemType;
import chat.wire.RoomDetails;
import chat.wire.RoomKind;
import chat.wire.UserRef;
import chat.wire.event.MessageEvent;
import chat.wire.event.RoomEvent;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

class ChangesTest extends OneMessage {
  @Test
  void anEditIsSeenByAllAndWhatItSaidBeforeToo() {
    Message edited = message(edit(ben, "Good evening, @carl"));

    assertThat(edited.text()).isEqualTo("Good evening, @carl");
    assertThat(edited.mentions()).containsExactly(carl.id());
    assertThat(changes(edited).editedAt()).isNotNull();
    assertThat(page().messages()).containsExactly(edited);
    assertThat(page().head()).isEqualTo(2);
    assertThat(edits()).extracting(Wording::text).containsExactly("Good morning", edited.text());
    told(
        new MessageEvent.Edited(
            room,
            2,
            message.id(),
            ben,
            edited.text(),
            List.of(carl.id()),
            Objects.requireNonNull(changes(edited).editedAt())));
  }

  @Test
  void tellsWhomAnEditMentionsNewlyAndOnlyThem() {
    edit(ben, "Hello @ada").expectStatus().isOk();
    edit(ben, "Hello @ada and @carl").expectStatus().isOk();

    await()
        .untilAsserted(
            () ->
                assertThat(heard.all(room))
                    .filteredOn(MessageEvent.Edited.class::isInstance)
                    .map(event -> ((MessageEvent.Edited) event).newlyMentioned())
                    .containsExactly(List.of(ada.id()), List.of(carl.id())));
  }

  @Test
  void onlyTheSenderEdits() {
    refused(edit(ada, "Ada was here"), ProblemType.FORBIDDEN);
    rooms.apply(new RoomEvent.MemberLeft(room, rooms.next(), ben));
    refused(edit(ben, "I was here"), ProblemType.NOT_A_MEMBER);
  }

  @Test
  void anEditSaysWhatAMessageCanSay() {
    refused(edit(ben, " "), ProblemType.INVALID_REQUEST);
    refused(edit(ben, "a".repeat(8001)), ProblemType.INVALID_REQUEST);
  }

  @Test
  void theSameSendAgainIsTheSameMessageThoughItWasEditedMeanwhile() {
    edit(ben, "Good evening").expectStatus().isOk();
    send(ben, "c1", "Good morning").expectStatus().isOk();
    act(ben, HttpMethod.DELETE, "").expectStatus().isOk();
    send(ben, "c1", "Good morning").expectStatus().isOk();

    assertThat(page().head()).isEqualTo(3);
  }

  @Test
  void aDeletedMessageLeavesItsPlaceAndNothingElse() {
    edit(ben, "Good evening @carl").expectStatus().isOk();
    act(carl, HttpMethod.PUT, "/reactions/👍").expectStatus().isOk();
    act(ada, HttpMethod.PUT, PIN).expectStatus().isOk();

    Message deleted = message(act(ben, HttpMethod.DELETE, ""));

    assertThat(deleted.text()).isEmpty();
    assertThat(deleted.seq()).isEqualTo(1);
    assertThat(deleted.mentions()).isEmpty();
    assertThat(changes(deleted).deletedAt()).isNotNull();
    assertThat(changes(deleted).pinnedAt()).isNull();
    assertThat(changes(deleted).reactions()).isEmpty();
    assertThat(page().messages()).containsExactly(deleted);
    assertThat(edits()).isEmpty();
    told(new MessageEvent.Deleted(room, 5, message.id(), ben));
    refused(edit(ben, "Back again"), ProblemType.GONE);
    refused(act(ben, HttpMethod.PUT, "/reactions/👍"), ProblemType.GONE);
    refused(act(ada, HttpMethod.PUT, PIN), ProblemType.GONE);
  }

  @Test
  void whoRunsTheRoomDeletesTheMessagesOfOthersAndTheOthersDoNot() {
    refused(act(carl, HttpMethod.DELETE, ""), ProblemType.FORBIDDEN);
    act(ada, HttpMethod.DELETE, "").expectStatus().isOk();
  }

  @Test
  void anAdministratorDeletesWithoutBeingAMemberAndDoesNothingElse() {
    UserRef admin = user("root");
    rooms.apply(new RoomEvent.MemberLeft(room, rooms.next(), admin));
    String token = TestIdentity.shared().adminToken(admin.id(), admin.name());
    var http =
        anonymous().mutate().defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token).build();
    String path = "/api/v1/rooms/" + room + "/messages/" + message.id();

    refused(http.put().uri(path + PIN).exchange(), ProblemType.NOT_A_MEMBER);
    refused(http.get().uri(path).exchange(), ProblemType.NOT_A_MEMBER);
    http.delete().uri(path).exchange().expectStatus().isOk();
  }

  @Test
  void theSameAgainChangesNothing() {
    for (int i = 0; i < 3; i++) {
      edit(ben, "Good evening").expectStatus().isOk();
      act(ben, HttpMethod.PUT, "/reactions/👍").expectStatus().isOk();
      act(ada, HttpMethod.PUT, PIN).expectStatus().isOk();
    }
    assertThat(page().head()).isEqualTo(4);
    for (int i = 0; i < 3; i++) {
      act(ben, HttpMethod.DELETE, "/reactions/👍").expectStatus().isOk();
      act(ada, HttpMethod.DELETE, PIN).expectStatus().isOk();
    }
    assertThat(page().head()).isEqualTo(6);
    for (int i = 0; i < 3; i++) {
      act(ben, HttpMethod.DELETE, "").expectStatus().isOk();
    }
    assertThat(page().head()).isEqualTo(7);
  }

  @Test
  void nothingChangesInAnArchivedRoomUntilItIsOpenAgain() {
    rooms.apply(new RoomEvent.Archived(room, rooms.next(), ada));
    refused(edit(ben, "Good evening"), ProblemType.FORBIDDEN);
    refused(act(ben, HttpMethod.DELETE, ""), ProblemType.FORBIDDEN);
    refused(act(ben, HttpMethod.PUT, "/reactions/👍"), ProblemType.FORBIDDEN);
    refused(act(ada, HttpMethod.PUT, PIN), ProblemType.FORBIDDEN);

    rooms.update(room, ada, new RoomDetails(RoomKind.PUBLIC, "A room", null));
    edit(ben, "Good evening").expectStatus().isOk();
  }

  @Test
  void findsNoMessageThatIsNotThere() {
    message = nowhere();

    refused(edit(ben, "Hello"), ProblemType.MESSAGE_NOT_FOUND);
    refused(act(ben, HttpMethod.DELETE, ""), ProblemType.MESSAGE_NOT_FOUND);
    refused(act(ben, HttpMethod.GET, ""), ProblemType.MESSAGE_NOT_FOUND);
  }

  private List<Wording> edits() {
    return Objects.requireNonNull(
        act(ada, HttpMethod.GET, "/edits")
            .expectStatus()
            .isOk()
            .expectBodyList(Wording.class)
            .returnResult()
            .getResponseBody());
  }
}
