package chat.kit.event;

import static org.assertj.core.api.Assertions.assertThat;

import chat.wire.RoomId;
import chat.wire.event.CloudEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

class DeadLettersEndpointTest extends EventsTest {
  private static final String QUEUE = EventsApp.QUEUE.name();

  private final RoomId room = Facts.room();
  private final List<CloudEvent> handled = new CopyOnWriteArrayList<>();
  private WebTestClient http;

  @BeforeEach
  void client(@Autowired @LocalServerPort int port) {
    http = WebTestClient.bindToServer().baseUrl("http://localhost:" + port + "/actuator").build();
  }

  @Test
  void countsWhatEachListenerGaveUp() {
    giveUp(3);

    get("/deadletters")
        .jsonPath("$.queues.length()")
        .isEqualTo(1)
        .jsonPath("$.queues[0].queue")
        .isEqualTo(QUEUE)
        .jsonPath("$.queues[0].dead")
        .isEqualTo(3);
  }

  @Test
  void showsTheFirstOnesAndLeavesThemWhereTheyAre() {
    var events = giveUp(5);

    for (int look = 0; look < 3; look++) {
      get("/deadletters/{queue}?limit=3", QUEUE)
          .jsonPath("$.dead")
          .isEqualTo(5)
          .jsonPath("$.letters.length()")
          .isEqualTo(3)
          .jsonPath("$.letters[0].id")
          .isEqualTo(events.getFirst().id().toString())
          .jsonPath("$.letters[0].reason")
          .isEqualTo("java.lang.IllegalStateException: cannot do that")
          .jsonPath("$.letters[0].attempts")
          .isEqualTo("3")
          .jsonPath("$.letters[0].type")
          .isEqualTo("room.archived")
          .jsonPath("$.letters[0].at")
          .isNotEmpty()
          .jsonPath("$.letters[0].event.data.version")
          .isEqualTo(1)
          .jsonPath("$.letters[1].event.data.version")
          .isEqualTo(2)
          .jsonPath("$.letters[2].event.data.version")
          .isEqualTo(3);
    }
  }

  @Test
  void losesNoneHoweverOftenTheyAreLookedAt() {
    giveUp(2);

    for (int look = 0; look < 25; look++) {
      get("/deadletters/{queue}", QUEUE)
          .jsonPath("$.letters[0].event.data.version")
          .isEqualTo(1)
          .jsonPath("$.letters[1].event.data.version")
          .isEqualTo(2);
    }
  }

  @Test
  void showsWhatCannotBeReadAsText() throws Exception {
    publishRaw("room.archived", "what is this?");
    eventually().until(() -> waiting(EventsApp.QUEUE.dead()) == 1);

    get("/deadletters/{queue}", QUEUE)
        .jsonPath("$.letters[0].event")
        .isEqualTo("what is this?")
        .jsonPath("$.letters[0].attempts")
        .isEqualTo("0");
  }

  @Test
  void drivesOneAgainThroughItsHandlerAndNoOtherQueue() {
    var events = giveUp(3);
    var elsewhere = tap.seen(room.toString()).size();
    mend();

    call(HttpMethod.POST, "/deadletters/{queue}/{event}", QUEUE, events.get(1).id())
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.redriven")
        .isEqualTo(1);

    eventually().until(() -> handled.equals(List.of(events.get(1))));
    get("/deadletters/{queue}", QUEUE)
        .jsonPath("$.letters[0].id")
        .isEqualTo(events.get(0).id().toString())
        .jsonPath("$.letters[1].id")
        .isEqualTo(events.get(2).id().toString())
        .jsonPath("$.letters.length()")
        .isEqualTo(2);
    assertThat(tap.seen(room.toString())).hasSize(elsewhere);
  }

  @Test
  void drivesAllAgainAndTheyComeBackWhenNothingWasMended() {
    var events = giveUp(3);

    redriveAll(3);
    eventually().until(() -> waiting(EventsApp.QUEUE.dead()) == 3);
    mend();
    redriveAll(3);

    eventually().until(() -> handled.equals(events));
    assertThat(waiting(EventsApp.QUEUE.dead())).isZero();
  }

  @Test
  void discardsOne() {
    var events = giveUp(2);

    call(HttpMethod.DELETE, "/deadletters/{queue}/{event}", QUEUE, events.getFirst().id())
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.discarded")
        .isEqualTo(1);

    get("/deadletters/{queue}", QUEUE)
        .jsonPath("$.letters[0].id")
        .isEqualTo(events.get(1).id().toString())
        .jsonPath("$.letters.length()")
        .isEqualTo(1);
  }

  @Test
  void knowsOnlyTheQueuesOfThisServiceAndTheirLetters() {
    call(HttpMethod.GET, "/deadletters/{queue}", "chat.other")
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.detail")
        .isEqualTo("No listener of this service reads chat.other");
    call(HttpMethod.POST, "/deadletters/{queue}", "chat.other").expectStatus().isNotFound();
    call(HttpMethod.POST, "/deadletters/{queue}/{event}", QUEUE, "none")
        .expectStatus()
        .isNotFound();
    call(HttpMethod.DELETE, "/deadletters/{queue}/{event}", QUEUE, "none")
        .expectStatus()
        .isNotFound();
  }

  @Test
  void refusesToShowNoneOrTooMany() {
    for (var limit : List.of("0", "-1", "201", "many")) {
      call(HttpMethod.GET, "/deadletters/{queue}?limit={limit}", QUEUE, limit)
          .expectStatus()
          .isBadRequest();
    }
  }

  @Test
  void saysThatTheBrokerIsAway() {
    outage.cut();

    call(HttpMethod.GET, "/deadletters").expectStatus().isEqualTo(503);
    call(HttpMethod.POST, "/deadletters/{queue}", QUEUE).expectStatus().isEqualTo(503);
  }

  /** One after the other, so that they rest in this order. */
  private List<CloudEvent> giveUp(int count) {
    handler.use((event, envelope) -> Mono.error(new IllegalStateException("cannot do that")));
    var events = upTo(count).stream().map(n -> Facts.envelope(Facts.archived(room, n))).toList();
    events.forEach(this::publish);
    eventually().until(() -> waiting(EventsApp.QUEUE.dead()) == count);
    return events;
  }

  private void mend() {
    handler.use((event, envelope) -> Mono.fromRunnable(() -> handled.add(envelope)));
  }

  private void redriveAll(int expected) {
    call(HttpMethod.POST, "/deadletters/{queue}", QUEUE)
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.redriven")
        .isEqualTo(expected);
  }

  private WebTestClient.BodyContentSpec get(String path, Object... variables) {
    return call(HttpMethod.GET, path, variables).expectStatus().isOk().expectBody();
  }

  private WebTestClient.ResponseSpec call(HttpMethod method, String path, Object... variables) {
    return http.method(method).uri(path, variables).exchange();
  }
}
