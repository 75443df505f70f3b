package chat.messages.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.kit.event.EventPublisher;
import chat.kit.problem.Problem;
import chat.messages.MessagesTest;
import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.event.RoomEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class ProjectionTest extends MessagesTest {
  private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");
  private static final RoomDetails NEW =
      new RoomDetails(RoomKind.PRIVATE, "New", null, null, null, false, Role.OWNER, 30, null, null);

  @Autowired private EventPublisher events;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void endsTheSameInWhateverOrderAndHoweverOftenTheNewsArrive(long seed) {
    Random random = new Random(seed);
    List<RoomEvent> news = new ArrayList<>(history(room));
    news.addAll(history(room));
    Collections.shuffle(news, random);

    news.forEach(rooms::apply);

    assertThat(rooms.standing(room, ada.id()))
        .contains(
            new Standing(RoomKind.PRIVATE, false, Role.MODERATOR, LATER, Role.OWNER, 30, false));
    assertThat(rooms.standing(room, ben.id()))
        .contains(new Standing(RoomKind.PRIVATE, false, null, null, Role.OWNER, 30, false));
  }

  private List<RoomEvent> history(RoomId of) {
    return List.of(
        new RoomEvent.Created(of, 1, new RoomDetails(RoomKind.PUBLIC, "Old", null), ada),
        new RoomEvent.MemberJoined(of, 2, ada, Role.OWNER),
        new RoomEvent.MemberJoined(of, 3, ben, Role.MEMBER),
        new RoomEvent.MemberMuted(of, 4, ada, ben, null),
        new RoomEvent.MemberRoleChanged(of, 5, ben, Role.OWNER, ada),
        new RoomEvent.MemberMuted(of, 6, ada, ben, LATER),
        new RoomEvent.MemberRoleChanged(of, 7, ada, Role.MODERATOR, ben),
        new RoomEvent.Updated(of, 8, NEW, ben),
        new RoomEvent.MemberLeft(of, 9, ben),
        new RoomEvent.MemberJoined(of, 10, ben, Role.MEMBER),
        new RoomEvent.MemberBanned(of, 11, ben, ada, null, null));
  }

  @Test
  void aDeletedRoomDoesNotComeBack() {
    rooms.apply(new RoomEvent.Deleted(room, 3, ada));
    rooms.apply(new RoomEvent.Created(room, 1, NEW, ada));
    rooms.apply(new RoomEvent.MemberJoined(room, 2, ada, Role.OWNER));

    assertThatThrownBy(() -> rooms.standing(room, ada.id())).isInstanceOf(Problem.class);
  }

  @Test
  void knowsNothingOfAMemberBeforeItKnowsTheRoom() {
    rooms.apply(new RoomEvent.MemberJoined(room, 2, ada, Role.OWNER));

    assertThat(rooms.standing(room, ada.id())).isEmpty();
  }

  @Test
  void aMuteAloneSaysNothingOfMembership() {
    rooms.apply(new RoomEvent.Created(room, 1, NEW, ada));
    rooms.apply(new RoomEvent.MemberMuted(room, 4, ada, ben, LATER));

    assertThat(rooms.standing(room, ada.id())).isEmpty();
  }

  @Test
  void hearsOfRoomsThroughTheBroker() {
    RoomId other = new RoomId(UUID.randomUUID());
    history(other).forEach(event -> events.publish(event).block());

    await()
        .untilAsserted(
            () ->
                assertThat(rooms.standing(other, ada.id()).map(Standing::mutedUntil))
                    .contains(LATER));
  }
}
