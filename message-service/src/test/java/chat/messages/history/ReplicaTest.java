package chat.messages.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.backing.Database;
import chat.backing.FollowedPostgres;
import chat.backing.Outage;
import chat.messages.MessagesTest;
import chat.messages.stream.Page;
import chat.wire.Message;
import chat.wire.RoomKind;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A replica is read while it knows as much as is asked for; whoever writes reads what they wrote.
 */
@DirtiesContext
class ReplicaTest extends MessagesTest {
  private static final FollowedPostgres POSTGRES = FollowedPostgres.start();
  private static final Database STORE = POSTGRES.leader().database("messages");
  private static final Outage WAY =
      Outage.before(POSTGRES.followed(STORE).host(), POSTGRES.followed(STORE).port());

  @Autowired private MeterRegistry meters;
  @Autowired private History history;

  private int sent;

  @DynamicPropertySource
  static void replica(DynamicPropertyRegistry properties) {
    properties.add("spring.r2dbc.url", STORE::r2dbcUrl);
    properties.add("spring.r2dbc.username", STORE::user);
    properties.add("spring.r2dbc.password", STORE::password);
    properties.add("spring.flyway.url", STORE::jdbcUrl);
    properties.add("spring.flyway.user", STORE::user);
    properties.add("spring.flyway.password", STORE::password);
    properties.add("chat.history.replica.url", () -> STORE.at(WAY.host(), WAY.port()).r2dbcUrl());
    properties.add("chat.history.replica.rest", () -> "200ms");
    properties.add("chat.tails.memory", () -> "0B"); // what is kept would not be asked for
  }

  @BeforeEach
  void openRoom() {
    rooms.open(room, RoomKind.PUBLIC, ada, ben);
  }

  @AfterEach
  void allWell() {
    WAY.restore();
    POSTGRES.resume();
  }

  @AfterAll
  static void stop() {
    WAY.close();
    POSTGRES.close();
  }

  @Test
  void pagesComeFromTheReplica() {
    send();
    send();
    untilTheReplicaAnswers();
    double before = pages("store");

    assertThat(texts(page(null, null))).containsExactly("Message 1", "Message 2");
    assertThat(texts(page(null, 3L))).containsExactly("Message 1", "Message 2");
    assertThat(texts(page(1L, null))).containsExactly("Message 2");
    read(ada, "?around=2").expectStatus().isOk().expectBody();
    assertThat(pages("store")).isEqualTo(before);
  }

  /** However far behind it is. */
  @Test
  void everybodyReadsWhatIsWritten() {
    send();
    untilTheReplicaAnswers();
    POSTGRES.pause();

    for (int i = 0; i < 5; i++) {
      send();
      assertThat(texts(page(null, null))).hasSize(sent).endsWith("Message " + sent);
    }
    Message first = page(null, null).messages().getFirst();
    as(ada)
        .patch()
        .uri("/api/v1/rooms/{room}/messages/{message}", room, first.id())
        .bodyValue(Map.of("text", "changed"))
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody();
    assertThat(texts(page(null, 3L))).first().isEqualTo("changed");
    assertThat(unanswered("behind")).isPositive();

    POSTGRES.resume();
    untilTheReplicaAnswers();
    assertThat(texts(page(null, 3L))).first().isEqualTo("changed");
  }

  @Test
  void oneThatIsAwayIsLeftAloneAndComesBack() {
    send();
    untilTheReplicaAnswers();
    WAY.cut();

    for (int i = 0; i < 5; i++) {
      assertThat(texts(page(null, null))).hasSize(1);
    }
    assertThat(unanswered("failed")).isPositive();
    await().untilAsserted(() -> assertThat(replica()).contains("DEGRADED"));

    WAY.restore();
    untilTheReplicaAnswers();
    await().untilAsserted(() -> assertThat(replica()).contains("UP"));
  }

  /** One that hangs costs a page its patience, and not every page. */
  @Test
  void oneThatHangsIsLeftAlone() {
    send();
    untilTheReplicaAnswers();
    double failed = unanswered("failed");
    WAY.stall();

    for (int i = 0; i < 20; i++) {
      assertThat(texts(page(null, null))).hasSize(1);
    }

    assertThat(unanswered("failed") - failed).isBetween(1.0, 10.0);
  }

  private void untilTheReplicaAnswers() {
    double before = pages("replica");
    await()
        .untilAsserted(
            () -> {
              page(null, null);
              assertThat(pages("replica")).isGreaterThan(before);
            });
  }

  private double pages(String from) {
    return meters.get("chat.history.pages").tag("from", from).counter().count();
  }

  private double unanswered(String why) {
    return meters.get("chat.history.replica.unanswered").tag("why", why).counter().count();
  }

  private String replica() {
    return Objects.requireNonNull(
        anonymous()
            .get()
            .uri("/actuator/health/replica")
            .exchange()
            .expectBody(String.class)
            .returnResult()
            .getResponseBody());
  }

  private Page page(@Nullable Long after, @Nullable Long before) {
    return Objects.requireNonNull(
        history.page(room, ada.id(), after, before, 50).block(Duration.ofSeconds(20)));
  }

  private static List<String> texts(Page page) {
    return page.messages().stream().map(Message::text).toList();
  }

  private void send() {
    sent++;
    send(ada, "c" + sent, "Message " + sent).expectStatus().isCreated().expectBody();
  }
}
