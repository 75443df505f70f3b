package chat.messages.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.kit.problem.Problem;
import chat.kit.testing.TestIdentity;
import chat.messages.MessagesTest;
import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserRef;
import chat.wire.event.RoomEvent;
import chat.wire.internal.RoomSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RebuildTest extends MessagesTest {
  private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");
  private static final RoomDetails DETAILS = new RoomDetails(RoomKind.PRIVATE, "A room", null);

  private final RoomServiceDouble roomService = RoomServiceDouble.shared();
  private final RoomId other = new RoomId(UUID.randomUUID());
  private final UserRef cy = user("cy");

  @AfterEach
  void thereAreNoMoreRooms() {
    roomService.feed();
  }

  @Test
  void endsWhereWhoeverMissedNothingIs() {
    history(other, 9).forEach(rooms::apply);
    history(room, 4).forEach(rooms::apply);
    assertThat(rooms.standing(room, ben.id())).isNotEqualTo(rooms.standing(other, ben.id()));

    roomService.feed(snapshot(other, 9), snapshot(room, 9));
    rebuild();

    for (UserRef member : List.of(ada, ben, cy)) {
      assertThat(rooms.standing(room, member.id()))
          .as(member.name())
          .isPresent()
          .isEqualTo(rooms.standing(other, member.id()));
    }
  }

  @Test
  void neverGoesBackBehindWhatEventsHaveTold() {
    history(room, 9).forEach(rooms::apply);
    rooms.apply(new RoomEvent.MemberLeft(room, 10, ada));
    rooms.apply(new RoomEvent.MemberJoined(room, 11, ben, Role.MODERATOR));

    roomService.feed(snapshot(room, 9));
    rebuild();
    history(room, 9).forEach(rooms::apply);

    assertThat(rooms.standing(room, ada.id()).orElseThrow().role()).isNull();
    assertThat(rooms.standing(room, ben.id()).orElseThrow().role()).isEqualTo(Role.MODERATOR);
  }

  @Test
  void learnsThatARoomIsGone() {
    history(room, 9).forEach(rooms::apply);

    roomService.feed(new RoomSnapshot(room, 13, DETAILS, false, true, List.of()));
    rebuild();

    assertThatThrownBy(() -> rooms.standing(room, ada.id())).isInstanceOf(Problem.class);
  }

  @Test
  void asksAgainWhoWasBannedFromTheGlobalRoom() {
    RoomDetails everybody = new RoomDetails(RoomKind.GLOBAL, "Everybody", null);
    rooms.apply(new RoomEvent.Created(room, 1, everybody, ada));
    rooms.apply(new RoomEvent.MemberJoined(room, 2, ben, Role.MEMBER));

    roomService.feed(new RoomSnapshot(room, 3, everybody, false, false, List.of()));
    rebuild();

    assertThat(rooms.standing(room, ben.id())).isEmpty();
  }

  @Test
  void isForAdministratorsOnly() {
    as(ada).post().uri("/actuator/projection").exchange().expectStatus().isForbidden();
  }

  private void rebuild() {
    anonymous()
        .post()
        .uri("/actuator/projection")
        .headers(
            headers ->
                headers.setBearerAuth(TestIdentity.shared().adminToken(ada.id(), ada.name())))
        .exchange()
        .expectStatus()
        .isOk();
  }

  /** The first events of a room in which ben is thrown out, and cy comes and is muted. */
  private List<RoomEvent> history(RoomId of, int length) {
    List<RoomEvent> all =
        List.of(
            new RoomEvent.Created(of, 1, DETAILS, ada),
            new RoomEvent.MemberJoined(of, 2, ada, Role.OWNER),
            new RoomEvent.MemberJoined(of, 3, ben, Role.MEMBER),
            new RoomEvent.MemberMuted(of, 4, ben, ada, LATER),
            new RoomEvent.MemberMuted(of, 5, ben, ada, null),
            new RoomEvent.MemberRemoved(of, 6, ben, ada, null),
            new RoomEvent.MemberJoined(of, 7, cy, Role.MEMBER),
            new RoomEvent.MemberMuted(of, 8, cy, ada, LATER),
            new RoomEvent.MemberRoleChanged(of, 9, cy, Role.MODERATOR, ada));
    return all.subList(0, Math.min(length, all.size()));
  }

  /** The room as that whole history leaves it. */
  private RoomSnapshot snapshot(RoomId of, long version) {
    return new RoomSnapshot(
        of,
        version,
        DETAILS,
        false,
        false,
        List.of(member(ada, Role.OWNER, null), member(cy, Role.MODERATOR, LATER)));
  }

  private static RoomSnapshot.Member member(UserRef user, Role role, @Nullable Instant muted) {
    return new RoomSnapshot.Member(user, role, muted, Instant.EPOCH);
  }
}
