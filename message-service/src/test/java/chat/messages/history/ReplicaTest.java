package chat.messages.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.backing.BackingServices;
import chat.backing.Database;
import chat.backing.FollowedPostgres;
import chat.backing.Outage;
import chat.messages.MessagesTest;
import chat.messages.SecondNode;
import chat.messages.room.TestRooms;
import chat.messages.stream.Page;
import chat.wire.Message;
import chat.wire.RoomKind;
import chat.wire.UserRef;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * A replica is read while it knows as much as is asked for; whoever writes reads what they wrote.
 */
class ReplicaTest extends MessagesTest {
  private static final FollowedPostgres POSTGRES = BackingServices.forTests().followedPostgres();
  private static final Database STORE = POSTGRES.leader().database("messages");
  private static final Outage WAY =
      Outage.before(POSTGRES.followed(STORE).host(), POSTGRES.followed(STORE).port());

  private static @Nullable ConfigurableApplicationContext node;

  private final MeterRegistry meters = bean(MeterRegistry.class);
  private final History history = bean(History.class);
  private int sent;

  /** No context of Spring's tests: for another one of those the shared one would be stopped. */
  @BeforeAll
  static void start(@Autowired Environment environment) {
    node =
        SecondNode.start(
            environment,
            "--spring.r2dbc.url=" + STORE.r2dbcUrl(),
            "--spring.r2dbc.username=" + STORE.user(),
            "--spring.r2dbc.password=" + STORE.password(),
            "--spring.flyway.url=" + STORE.jdbcUrl(),
            "--spring.flyway.user=" + STORE.user(),
            "--spring.flyway.password=" + STORE.password(),
            "--chat.history.replica.url=" + STORE.at(WAY.host(), WAY.port()).r2dbcUrl(),
            "--chat.history.replica.rest=200ms",
            "--chat.tails.memory=0B"); // of what is kept it would not be asked
  }

  @AfterAll
  static void stop() {
    running().close();
    WAY.close();
  }

  private static ConfigurableApplicationContext running() {
    return Objects.requireNonNull(node);
  }

  private static <T> T bean(Class<T> type) {
    return running().getBean(type);
  }

  @BeforeEach
  void openRoom() {
    bean(TestRooms.class).open(room, RoomKind.PUBLIC, ada, ben);
  }

  @AfterEach
  void allWell() {
    WAY.restore();
    POSTGRES.resume();
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
    assertThat(texts(around(2))).containsExactly("Message 1", "Message 2");
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
    there("local.server.port", ada)
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
        there("local.management.port", ada)
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

  private Page around(long seq) {
    return Objects.requireNonNull(
        history.around(room, ada.id(), seq, 50).block(Duration.ofSeconds(20)));
  }

  private static List<String> texts(Page page) {
    return page.messages().stream().map(Message::text).toList();
  }

  private void send() {
    sent++;
    there("local.server.port", ada)
        .post()
        .uri("/api/v1/rooms/{room}/messages", room)
        .bodyValue(Map.of("clientId", "c" + sent, "text", "Message " + sent))
        .exchange()
        .expectStatus()
        .isCreated()
        .expectBody();
  }

  private WebTestClient there(String port, UserRef user) {
    String address = "http://127.0.0.1:" + running().getEnvironment().getProperty(port);
    return as(user).mutate().baseUrl(address).build();
  }
}
