package chat.messages.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people are told who open a room, and who leave it. */
class OpeningTest extends LiveClientsTest {
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
