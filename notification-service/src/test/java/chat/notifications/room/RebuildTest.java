package chat.notifications.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.kit.testing.TestIdentity;
import chat.notifications.NotificationsTest;
import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserId;
import chat.wire.UserRef;
import chat.wire.event.RoomEvent;
import chat.wire.internal.RoomSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

class RebuildTest extends NotificationsTest {
  private static final RoomDetails DETAILS = new RoomDetails(RoomKind.PRIVATE, "A room", null);

  @Autowired private RoomProjection projection;
  @Autowired private Members members;

  private final RoomId other = new RoomId(UUID.randomUUID());

  @AfterEach
  void thereAreNoMoreRooms() {
    RoomFeedDouble.shared().tell();
  }

  @Test
  void endsWhereWhoeverMissedNothingIs() {
    apply(history(other));
    apply(history(room).subList(0, 3));
    assertThat(in(room)).isNotEqualTo(in(other));

    RoomFeedDouble.shared().tell(snapshot(other), snapshot(room));
    rebuild();

    assertThat(in(room)).isEqualTo(in(other)).containsExactlyInAnyOrder(ada.id(), eve.id());
    assertThat(knows(room, eve)).isTrue();
  }

  @Test
  void neverGoesBackBehindWhatEventsHaveTold() {
    apply(history(room));
    apply(List.of(new RoomEvent.MemberLeft(room, 7, ada)));
    apply(List.of(new RoomEvent.MemberJoined(room, 8, ben, Role.MEMBER)));

    RoomFeedDouble.shared().tell(snapshot(room));
    rebuild();
    apply(history(room));

    assertThat(in(room)).containsExactlyInAnyOrder(ben.id(), eve.id());
  }

  @Test
  void learnsThatARoomIsGone() {
    apply(history(room));

    RoomFeedDouble.shared().tell(new RoomSnapshot(room, 9, DETAILS, false, true, List.of()));
    rebuild();

    assertThat(in(room)).isEmpty();
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

  /** A room in which ben comes and is thrown out, and eve comes. */
  private List<RoomEvent> history(RoomId of) {
    return List.of(
        new RoomEvent.Created(of, 1, DETAILS, ada),
        new RoomEvent.MemberJoined(of, 2, ada, Role.OWNER),
        new RoomEvent.MemberJoined(of, 3, ben, Role.MEMBER),
        new RoomEvent.MemberRemoved(of, 4, ben, ada, null),
        new RoomEvent.MemberJoined(of, 5, eve, Role.MEMBER),
        new RoomEvent.MemberRoleChanged(of, 6, eve, Role.MODERATOR, ada));
  }

  /** The room as that whole history leaves it. */
  private RoomSnapshot snapshot(RoomId of) {
    List<RoomSnapshot.Member> present =
        Stream.of(ada, eve)
            .map(user -> new RoomSnapshot.Member(user, Role.MEMBER, null, Instant.EPOCH))
            .toList();
    return new RoomSnapshot(of, 6, DETAILS, false, false, present);
  }

  private void apply(List<RoomEvent> news) {
    Flux.fromIterable(news).concatMap(projection::apply).blockLast(Duration.ofSeconds(10));
  }

  private List<UserId> in(RoomId of) {
    return members.of(of).collectList().blockOptional(Duration.ofSeconds(10)).orElseThrow();
  }

  private boolean knows(RoomId of, UserRef user) {
    return members
        .knows(of, List.of(user.id()), 1)
        .blockOptional(Duration.ofSeconds(10))
        .orElseThrow();
  }
}
