package chat.messages.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.kit.event.EventPublisher;
import chat.wire.event.RoomEvent;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of the open rooms of somebody who is no member any more. */
class RemovalTest extends LiveClientsTest {
  @Autowired private EventPublisher events;

  @Test
  void tellsSomebodyWhoWasRemovedNothingMore() throws Exception {
    LiveClient stays = joined(here, ada, 0);
    LiveClient goes = joined(here, ben, 0);

    rooms.happen(new RoomEvent.MemberRemoved(room, rooms.next(), ben, ada, null));
    await().until(() -> !stays.told("room:member-left").isEmpty());
    send(ada, "c1", "Now that he is gone").expectStatus().isCreated();

    await().until(() -> stays.told("chat:message").size() == 1);
    assertThat(goes.told("chat:message")).isEmpty();
  }

  @Test
  void takesTheRoomWithinASecondFromWhoeverIsRemovedAlsoWithoutRedis() throws Exception {
    LiveClient stays = joined(here, ada, 0);
    LiveClient goes = joined(here, ben, 0);
    // nothing goes over Redis, so only the event can tell
    REDIS.cut();

    events
        .publish(new RoomEvent.MemberRemoved(room, 1, ben, ada, null))
        .block(Duration.ofSeconds(10));

    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(1))
        .until(
            () ->
                goes.wish("chat:typing", Map.of("room", room, "typing", true))
                    .path("error")
                    .path("type")
                    .asString("")
                    .equals("/problems/forbidden"));
    assertThat(stays.wish("room:leave", Map.of("room", room)).path("ok").asBoolean()).isTrue();
  }
}
