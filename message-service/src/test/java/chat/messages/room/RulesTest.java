package chat.messages.room;

import static chat.messages.Responses.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import chat.kit.event.EventPublisher;
import chat.messages.MessagesTest;
import chat.messages.stream.Page;
import chat.messages.stream.RoomFrames;
import chat.wire.Message;
import chat.wire.ProblemType;
import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomKind;
import chat.wire.event.RoomEvent;
import chat.wire.frame.ServerFrame;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** What a room's own rules forbid, and what its members see of its changes. */
class RulesTest extends MessagesTest {
  @Autowired private RoomFrames frames;
  @Autowired private EventPublisher events;

  @BeforeEach
  void openRoom() {
    rooms.open(room, RoomKind.PUBLIC, ada, ben);
  }

  @Test
  void onlyThoseWriteWhoMayAndTheOthersReact() {
    rooms.update(room, ada, details(null, Role.MODERATOR, null));

    refused(send(ben, "c1", "Me too"), ProblemType.FORBIDDEN);
    Message message = message(send(ada, "c1", "Hear ye"));
    as(ben)
        .put()
        .uri("/api/v1/rooms/" + room + "/messages/" + message.id() + "/reactions/👍")
        .exchange()
        .expectStatus()
        .isOk();
    rooms.apply(new RoomEvent.MemberRoleChanged(room, rooms.next(), ben, Role.MODERATOR, ada));
    send(ben, "c1", "Me too").expectStatus().isCreated();
  }

  @Test
  void aPlainMemberWaitsInSlowMode() {
    rooms.update(room, ada, details(null, null, 60));

    send(ben, "c1", "First").expectStatus().isCreated();
    refused(send(ben, "c2", "Second"), ProblemType.TOO_MANY_REQUESTS);
    send(ben, "c1", "First").expectStatus().isOk();
    send(ada, "c1", "I run this").expectStatus().isCreated();
    send(ada, "c2", "And may").expectStatus().isCreated();
    rooms.update(room, ada, details(null, null, null));
    send(ben, "c2", "Second").expectStatus().isCreated();
  }

  @Test
  void slowModeEndsByItself() {
    rooms.update(room, ada, details(null, null, 1));

    send(ben, "c1", "First").expectStatus().isCreated();
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> send(ben, "c2", "Second").expectStatus().isCreated());
  }

  @Test
  void anArchivedRoomIsWrittenToAgainOnceItIsUpdated() {
    rooms.apply(new RoomEvent.Archived(room, rooms.next(), ada));
    refused(send(ben, "c1", "Anybody?"), ProblemType.FORBIDDEN);
    long before = rooms.next();

    rooms.update(room, ada, details(null, null, null));
    send(ben, "c1", "Anybody?").expectStatus().isCreated();

    rooms.apply(new RoomEvent.Archived(room, before, ada));
    send(ben, "c2", "Old news archives nothing").expectStatus().isCreated();
  }

  @Test
  void aNewcomerSeesOnlyWhatCameAfterWhereHistoryIsHidden() {
    rooms.update(room, ada, details(false, null, null));
    rooms.happen(new RoomEvent.MemberJoined(room, rooms.next(), ada, Role.OWNER));
    Message first = message(send(ada, "c1", "Before"));
    var carl = user("carl");
    rooms.happen(new RoomEvent.MemberJoined(room, rooms.next(), carl, Role.MEMBER));
    Message second = message(send(ada, "c2", "After"));

    assertThat(page(read(carl, "")).messages()).containsExactly(second);
    assertThat(page(read(carl, "?after=0")).messages()).containsExactly(second);
    refused(read(carl, "/" + first.id()), ProblemType.MESSAGE_NOT_FOUND);
    refused(read(carl, "/" + first.id() + "/edits"), ProblemType.MESSAGE_NOT_FOUND);
    assertThat(page(read(ada, "")).messages()).containsExactly(first, second);
    rooms.happen(new RoomEvent.MemberLeft(room, rooms.next(), carl));
    rooms.happen(new RoomEvent.MemberJoined(room, rooms.next(), carl, Role.MEMBER));
    assertThat(page(read(carl, "")).messages()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = RoomKind.class,
      names = {"GROUP", "DIRECT", "AD_HOC"})
  void inSmallRoomsEverybodyMayCallEverybody(RoomKind kind) {
    rooms.update(room, ada, new RoomDetails(kind, "A room", null));

    assertThat(message(send(ben, "c1", "@room lunch")).mentionsRoom()).isTrue();
  }

  @Test
  void whoComesAndGoesAndANewNameStandInTheStreamOnce() {
    var carl = user("carl");
    var joined = new RoomEvent.MemberJoined(room, rooms.next(), carl, Role.MEMBER);
    rooms.happen(joined);
    send(carl, "c1", "Hello").expectStatus().isCreated();
    var updated = new RoomEvent.Updated(room, rooms.next(), details(null, null, 5), ada);
    rooms.happen(updated);
    var banned = new RoomEvent.MemberBanned(room, rooms.next(), carl, ada, null, null);
    rooms.happen(banned);
    rooms.happen(joined);
    rooms.happen(updated);
    rooms.happen(banned);

    List<ServerFrame.Durable> all = frames(0);
    assertThat(all).hasSize(4);
    assertThat(all.get(0)).isEqualTo(new ServerFrame.MemberJoined(room, 1, carl, Role.MEMBER));
    assertThat(all.get(1)).isInstanceOf(ServerFrame.ChatMessage.class);
    assertThat(all.get(2))
        .isEqualTo(new ServerFrame.RoomUpdated(room, 3, details(null, null, 5), ada));
    assertThat(all.get(3)).isEqualTo(new ServerFrame.MemberLeft(room, 4, carl));
  }

  @Test
  void hearsThroughTheBrokerWhoCame() {
    events
        .publish(new RoomEvent.MemberJoined(room, rooms.next(), user("carl"), Role.MEMBER))
        .block(Duration.ofSeconds(10));

    await()
        .untilAsserted(
            () ->
                assertThat(frames(0)).singleElement().isInstanceOf(ServerFrame.MemberJoined.class));
  }

  @Test
  void theStreamTellsEveryKindOfChangeInItsOrder() {
    Message message = message(send(ada, "c1", "First"));
    String path = "/api/v1/rooms/" + room + "/messages/" + message.id();
    as(ada).patch().uri(path).bodyValue(Map.of("text", "Better")).exchange();
    as(ben).put().uri(path + "/reactions/👍").exchange();
    as(ada).put().uri(path + "/pin").exchange();

    assertThat(frames(0))
        .extracting(ServerFrame.Durable::seq, ServerFrame::type)
        .containsExactly(
            tuple(1L, "chat:message"),
            tuple(2L, "chat:edited"),
            tuple(3L, "chat:reacted"),
            tuple(4L, "chat:pinned"));

    as(ada).delete().uri(path).exchange().expectStatus().isOk();
    assertThat(frames(3)).extracting(ServerFrame.Durable::seq).containsExactly(4L, 5L);
    assertThat(frames(0).toString()).doesNotContain("First", "Better");
  }

  private List<ServerFrame.Durable> frames(long after) {
    return Objects.requireNonNull(frames.after(room, after, 100).block(Duration.ofSeconds(10)))
        .frames();
  }

  private static RoomDetails details(
      @Nullable Boolean historyVisible, @Nullable Role postingRole, @Nullable Integer slow) {
    return new RoomDetails(
        RoomKind.PUBLIC, "A room", null, null, null, historyVisible, postingRole, slow, null, null);
  }

  private static Message message(ResponseSpec response) {
    return Objects.requireNonNull(
        response
            .expectStatus()
            .isCreated()
            .expectBody(Message.class)
            .returnResult()
            .getResponseBody());
  }

  private static Page page(ResponseSpec response) {
    return Objects.requireNonNull(
        response.expectStatus().isOk().expectBody(Page.class).returnResult().getResponseBody());
  }
}
