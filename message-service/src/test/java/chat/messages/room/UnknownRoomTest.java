package chat.messages.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.messages.MessagesTest;
import chat.wire.ProblemType;
import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomKind;
import chat.wire.event.RoomEvent;
import chat.wire.internal.Membership;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnknownRoomTest extends MessagesTest {
  private static final RoomDetails DETAILS = new RoomDetails(RoomKind.PUBLIC, "A room", null);

  private final RoomServiceDouble roomService = RoomServiceDouble.shared();

  @AfterEach
  void roomServiceIsBack() {
    roomService.fail(false);
  }

  @Test
  void asksRoomServiceOnceAboutAMemberItHasNotHeardOf() {
    Membership membership = membership(Role.MEMBER);
    roomService.say(membership);

    send(ada, "c1", "Hello").expectStatus().isCreated();
    send(ada, "c2", "Hello").expectStatus().isCreated();

    assertThat(roomService.asked(membership)).isEqualTo(1);
  }

  @Test
  void asksAgainAboutAStrangerWhoMayHaveJoined() {
    Membership stranger = membership(null);
    roomService.say(stranger);

    send(ada, "c1", "Hello")
        .expectStatus()
        .isForbidden()
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo(ProblemType.NOT_A_MEMBER.uri());
    send(ada, "c1", "Hello").expectStatus().isForbidden();
    assertThat(roomService.asked(stranger)).isEqualTo(2);
    assertThat(rooms.standing(room, ada.id())).isEmpty();
  }

  @Test
  void newsThatAreNewerThanTheAnswerPrevail() {
    roomService.say(membership(Role.MEMBER));
    rooms.apply(new RoomEvent.MemberRemoved(room, 8, ada, ben, null));

    send(ada, "c1", "Hello").expectStatus().isForbidden();
  }

  @Test
  void saysWhenThereIsNoSuchRoom() {
    send(ada, "c1", "Hello")
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo(ProblemType.ROOM_NOT_FOUND.uri());
  }

  @Test
  void saysWhenRoomServiceDoesNotAnswer() {
    roomService.fail(true);

    send(ada, "c1", "Hello")
        .expectStatus()
        .isEqualTo(503)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo(ProblemType.UNAVAILABLE.uri());
  }

  @Test
  void peopleKeepChattingWhereTheyAreKnownWhileRoomServiceIsAway() {
    rooms.open(room, RoomKind.PUBLIC, ada);
    roomService.fail(true);

    send(ada, "c1", "Hello").expectStatus().isCreated();
  }

  private Membership membership(@Nullable Role role) {
    return new Membership(room, 7, DETAILS, false, ada, role, null);
  }
}
