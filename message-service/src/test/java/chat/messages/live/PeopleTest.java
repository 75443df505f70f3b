package chat.messages.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.kit.live.LiveFrames;
import chat.wire.NotificationId;
import chat.wire.NotificationKind;
import chat.wire.PresenceStatus;
import chat.wire.RoomKind;
import chat.wire.UserRef;
import chat.wire.frame.ServerFrame;
import chat.wire.internal.ConnectionReport.Connection;
import chat.wire.names.Channels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is said of single people, and to them. */
class PeopleTest extends LiveClientsTest {
  private final PresenceServiceDouble presence = PresenceServiceDouble.shared();

  @Autowired private LiveFrames frames;

  @AfterEach
  void presenceComesBack() {
    presence.comeBack();
  }

  @Test
  void areReportedWhileTheirSocketsAreThere() throws Exception {
    UserRef cat = user("cat");
    LiveClient first = connect(here, cat);
    LiveClient second = connect(here, cat);
    await().until(() -> presence.of(cat.id()).size() == 2);

    done(first.wish("presence:away", Map.of("away", true)));
    await().until(() -> presence.of(cat.id()).stream().filter(Connection::away).count() == 1);
    first.hangUp();
    await().until(() -> presence.of(cat.id()).size() == 1);
    assertThat(presence.of(cat.id()).getFirst().away()).isFalse();
    second.hangUp();
    await().until(() -> presence.of(cat.id()).isEmpty());
  }

  @Test
  void areReportedAgainWhenPresenceHasForgottenOrMissedThem() throws Exception {
    UserRef cat = user("cat");
    connect(here, cat);
    await().until(() -> presence.of(cat.id()).size() == 1);

    presence.forgetAll();
    await().until(() -> presence.of(cat.id()).size() == 1);
    presence.goAway();
    LiveClient later = connect(here, cat);
    later.wish("room:leave", Map.of("room", room));
    presence.comeBack();
    await().until(() -> presence.of(cat.id()).size() == 2);
  }

  @Test
  void areSeenToComeAndGoByWhoeverHasARoomOfTheirsOpen() throws Exception {
    LiveClient friend = joined(here, ada, 0);
    LiveClient elsewhere = connect(here, user("eve"));

    await()
        .untilAsserted(
            () -> {
              tell(ben, PresenceStatus.AWAY);
              assertThat(friend.told("presence:changed")).isNotEmpty();
            });

    var told = friend.told("presence:changed").getLast().get(1);
    assertThat(told.path("user").asString()).isEqualTo(ben.id().toString());
    assertThat(told.path("status").asString()).isEqualTo("away");
    assertThat(elsewhere.told("presence:changed")).isEmpty();
  }

  @Test
  void areToldOnAllTheirSocketsWhatConcernsThem() throws Exception {
    LiveClient phone = connect(here, ben);
    LiveClient desk = connect(here, ben);
    LiveClient other = connect(here, ada);

    await()
        .untilAsserted(
            () -> {
              notify(ben);
              assertThat(phone.told("notification:new")).isNotEmpty();
              assertThat(desk.told("notification:new")).isNotEmpty();
            });

    assertThat(phone.told("notification:new").getFirst().get(1).path("excerpt").asString())
        .isEqualTo("Have you seen this?");
    assertThat(other.told("notification:new")).isEmpty();
  }

  @Test
  void hearFromTimeToTimeHowFarTheirRoomsGo() throws Exception {
    LiveClient client = joined(here, ada, 0);
    send(ben, "b1", "One more").expectStatus().isCreated();

    await().atMost(Duration.ofSeconds(20)).until(() -> lastHead(client) == head());

    rooms.open(new chat.wire.RoomId(UUID.randomUUID()), RoomKind.PRIVATE, ada);
    assertThat(client.told("room:heads").getLast().get(1).path("heads").size()).isEqualTo(1);
  }

  private long lastHead(LiveClient client) {
    List<tools.jackson.databind.JsonNode> digests = client.told("room:heads");
    return digests.isEmpty()
        ? -1
        : digests.getLast().get(1).path("heads").get(0).path("seq").asLong(-1);
  }

  private void tell(UserRef user, PresenceStatus status) {
    var changed = new ServerFrame.PresenceChanged(user.id(), status, Instant.now());
    frames.publish(Channels.user(user.id()), changed).block(Duration.ofSeconds(5));
  }

  private void notify(UserRef user) {
    var news =
        new ServerFrame.NotificationNew(
            new NotificationId(UUID.randomUUID()),
            NotificationKind.MENTION,
            room,
            null,
            ada,
            "Have you seen this?",
            Instant.now());
    frames.publish(Channels.user(user.id()), news).block(Duration.ofSeconds(5));
  }
}
