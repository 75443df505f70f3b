package chat.messages.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** What people are told who open a room, and who leave it. */
class OpeningTest extends LiveClientsTest {
  @Autowired private DatabaseClient database;

  @Test
  void tellsNothingBeforeARoomIsOpen() throws Exception {
    LiveClient opened = joined(here, ada, 0);
    LiveClient connected = connect(here, ben);

    send(ada, "c1", "Hello").expectStatus().isCreated();

    await().until(() -> opened.told("chat:message").size() == 1);
    assertThat(connected.told()).isEmpty();
  }

  @Test
  void opensARoomAtAPositionAndTellsWhatComesAfterIt() throws Exception {
    long before = head();
    send(ada, "c1", "First").expectStatus().isCreated();
    LiveClient client = connect(here, ben);

    JsonNode state = client.wish("room:join", Map.of("room", room, "since", before));
    client.wish("chat:send", Map.of("room", room, "clientId", "b1", "text", "Second"));

    assertThat(state.path("ok").asBoolean()).isTrue();
    assertThat(state.path("complete").asBoolean()).isTrue();
    assertThat(state.path("events").get(0).path("data").path("message").path("text").asString())
        .isEqualTo("First");
    await().until(() -> !client.seqs().isEmpty());
    assertThat(client.seqs()).containsExactly(state.path("head").asLong() + 1);
  }

  @Test
  void saysWhenItCannotTellAllThatWasMissed() throws Exception {
    LiveClient client = connect(here, ben);

    JsonNode state = client.wish("room:join", Map.of("room", room, "since", 1_000_000));

    assertThat(state.path("complete").asBoolean(true)).isFalse();
  }

  @Test
  void saysWhenWhatWasMissedHasBeenForgottenMeanwhile() throws Exception {
    long before = head();
    for (int i = 0; i < 5; i++) {
      send(ada, "c" + i, "No. " + i).expectStatus().isCreated();
    }
    LiveClient client = connect(here, ben);
    assertThat(join(client, before).path("complete").asBoolean()).isTrue();
    done(client.wish("room:leave", Map.of("room", room)));

    forget(before + 3);

    JsonNode state = join(client, before);
    assertThat(state.path("complete").asBoolean(true)).isFalse();
    assertThat(state.path("events").get(0).path("data").path("seq").asLong()).isEqualTo(before + 4);
    assertThat(state.path("head").asLong()).isEqualTo(before + 5);
    done(client.wish("room:leave", Map.of("room", room)));
    assertThat(join(client, before + 3).path("complete").asBoolean()).isTrue();
  }

  private JsonNode join(LiveClient client, long since) throws Exception {
    return done(client.wish("room:join", Map.of("room", room, "since", since)));
  }

  /** As retention does with what has become old. */
  private void forget(long upTo) {
    long longAgo = 1000;
    database
        .sql("update events set at = :at where room = :room and seq <= :seq")
        .bind("at", longAgo)
        .bind("room", room.value())
        .bind("seq", upTo)
        .then()
        .then(
            database
                .sql("select forget_events(:room, :before, 100)")
                .bind("room", room.value())
                .bind("before", longAgo + 1)
                .mapValue(Long.class)
                .one())
        .block(Duration.ofSeconds(20));
  }

  @Test
  void readsHistoryAndManyRoomsAtOnce() throws Exception {
    LiveClient client = connect(here, ada);
    send(ada, "c1", "First").expectStatus().isCreated();

    JsonNode history = client.wish("chat:history", Map.of("room", room, "limit", 1));
    JsonNode sync =
        client.wish("sync", Map.of("rooms", List.of(Map.of("room", room, "seq", head() - 1))));

    assertThat(history.path("messages").get(0).path("text").asString()).isEqualTo("First");
    assertThat(sync.path("rooms").get(0).path("events").size()).isEqualTo(1);
  }

  @Test
  void tellsNothingMoreOfARoomThatWasLeft() throws Exception {
    LiveClient leaves = joined(here, ada, 0);
    LiveClient stays = joined(here, ada, 0);

    done(leaves.wish("room:leave", Map.of("room", room)));
    send(ben, "b1", "Still here?").expectStatus().isCreated();

    await().until(() -> stays.told("chat:message").size() == 1);
    assertThat(leaves.told()).isEmpty();
  }
}
