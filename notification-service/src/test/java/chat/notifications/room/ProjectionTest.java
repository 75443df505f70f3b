package chat.notifications.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.notifications.NotificationsTest;
import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomKind;
import chat.wire.event.RoomEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

class ProjectionTest extends NotificationsTest {
  private static final RoomDetails DETAILS = new RoomDetails(RoomKind.PUBLIC, "A room", null);

  @Autowired private RoomProjection projection;
  @Autowired private Members members;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void endsTheSameInWhateverOrderAndHoweverOftenTheNewsArrive(long seed) {
    List<RoomEvent> history =
        List.of(
            new RoomEvent.Created(room, 1, DETAILS, ada),
            new RoomEvent.MemberJoined(room, 2, ada, Role.OWNER),
            new RoomEvent.MemberJoined(room, 3, ben, Role.MEMBER),
            new RoomEvent.MemberJoined(room, 4, eve, Role.MEMBER),
            new RoomEvent.MemberLeft(room, 5, ben),
            new RoomEvent.MemberRemoved(room, 6, eve, ada, null),
            new RoomEvent.MemberJoined(room, 7, eve, Role.MEMBER),
            new RoomEvent.MemberRoleChanged(room, 8, eve, Role.MODERATOR, ada));
    List<RoomEvent> news = new ArrayList<>(history);
    news.addAll(history);
    Collections.shuffle(news, new Random(seed));

    apply(news);

    assertThat(members.of(room).collectList().block(Duration.ofSeconds(10)))
        .containsExactlyInAnyOrder(ada.id(), eve.id());
  }

  @Test
  void nobodyIsInADeletedRoomWhateverArrivesLater() {
    apply(
        List.of(
            new RoomEvent.Deleted(room, 3, ada),
            new RoomEvent.MemberJoined(room, 2, ada, Role.OWNER),
            new RoomEvent.Created(room, 1, DETAILS, ada)));

    assertThat(members.of(room).collectList().block(Duration.ofSeconds(10))).isEmpty();
  }

  private void apply(List<RoomEvent> news) {
    Flux.fromIterable(news).concatMap(projection::apply).blockLast(Duration.ofSeconds(10));
  }
}
