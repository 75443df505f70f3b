package chat.presence;

import static chat.presence.Sandbox.away;
import static chat.presence.Sandbox.connection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.kit.testing.TestIdentity;
import chat.wire.PresenceStatus;
import chat.wire.ProblemType;
import chat.wire.RevocationReason;
import chat.wire.UserId;
import chat.wire.event.PresenceEvent;
import chat.wire.event.SessionEvent;
import chat.wire.internal.ConnectionReport;
import chat.wire.names.Channels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Two instances side by side, as in production. */
class PresenceServiceTest {
  @SuppressWarnings("NullAway.Init") // started before the first test
  private static Instance one;

  @SuppressWarnings("NullAway.Init") // started before the first test
  private static Instance two;

  private final UserId ada = new UserId(UUID.randomUUID());
  private final UserId ben = new UserId(UUID.randomUUID());
  private final String node = "node-" + UUID.randomUUID();

  @BeforeAll
  static void start() {
    one = Instance.start();
    two = Instance.start();
  }

  @AfterAll
  static void stop() {
    one.close();
    two.close();
  }

  @Test
  void whatIsReportedToOneIsAnsweredByTheOther() {
    one.report(node, connection("c1", ada), away("c2", ben)).expectStatus().isOk();
    UserId stranger = new UserId(UUID.randomUUID());

    person(two)
        .get()
        .uri("/api/v1/presence?users={a},{s},{b}", ada, stranger, ben)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$[*].status")
        .value(statuses -> assertThat(statuses).isEqualTo(List.of("online", "offline", "away")))
        .jsonPath("$[1].lastSeen")
        .doesNotExist();
    person(two)
        .get()
        .uri("/api/v1/presence/{user}", ben)
        .exchange()
        .expectBody(Presence.class)
        .value(presence -> assertThat(presence.status()).isEqualTo(PresenceStatus.AWAY));
  }

  @Test
  void asksForACompleteReportWhenItKnowsNothingOfTheNode() {
    one.report(node).expectBody().jsonPath("$.resend").isEqualTo(true);
    two.report(node).expectBody().jsonPath("$.resend").isEqualTo(false);
    one.report(new ConnectionReport("other-" + node, true, List.of(), List.of()))
        .expectBody()
        .jsonPath("$.resend")
        .isEqualTo(false)
        .jsonPath("$.leaseMillis")
        .isEqualTo(30_000);
  }

  @Test
  void twoInstancesAnnounceEachChangeOnce() {
    List<UserId> users =
        IntStream.range(0, 50).mapToObj(i -> new UserId(UUID.randomUUID())).toList();
    for (int i = 0; i < users.size(); i++) {
      (i % 2 == 0 ? one : two).report(node, connection("c" + i, users.get(i)));
    }
    await()
        .untilAsserted(
            () -> assertThat(users).allSatisfy(user -> assertThat(one.heard(user)).isNotEmpty()));
    for (int i = 0; i < users.size(); i++) {
      (i % 2 == 0 ? two : one).close(node, "c" + i);
    }

    await()
        .untilAsserted(
            () ->
                assertThat(users)
                    .allSatisfy(
                        user ->
                            assertThat(one.heard(user))
                                .extracting(PresenceEvent.Changed::status)
                                .containsExactly(PresenceStatus.ONLINE, PresenceStatus.OFFLINE)));
  }

  @Test
  void tellsTheSocketsWhoListen() {
    List<String> frames = new CopyOnWriteArrayList<>();
    var listening =
        Sandbox.Shared.REDIS
            .listenToLater(ChannelTopic.of(Channels.user(ada)))
            .blockOptional(Duration.ofSeconds(10))
            .orElseThrow()
            .subscribe(message -> frames.add(message.getMessage()));

    one.report(node, connection("c1", ada));

    await()
        .untilAsserted(
            () ->
                assertThat(frames)
                    .singleElement()
                    .asString()
                    .contains("\"event\":\"presence:changed\"", "\"status\":\"online\""));
    listening.dispose();
  }

  @Test
  void aRevokedSessionIsGone() {
    var connection = connection("c1", ada);
    one.report(node, connection);
    await().untilAsserted(() -> assertThat(one.heard(ada)).hasSize(1));

    one.happen(new SessionEvent.Revoked(connection.session(), ada, RevocationReason.LOGOUT));

    await()
        .untilAsserted(
            () ->
                assertThat(one.heard(ada))
                    .extracting(PresenceEvent.Changed::status)
                    .containsExactly(PresenceStatus.ONLINE, PresenceStatus.OFFLINE));
  }

  @Test
  void aReportDoesNotBringARevokedSessionBack() {
    var ended = connection("c1", ada);
    one.revoke(ended.session());

    one.report(node, ended, connection("c2", ben)).expectStatus().isOk();

    await().untilAsserted(() -> assertThat(one.heard(ben)).hasSize(1));
    assertThat(one.heard(ada)).isEmpty();
  }

  @Test
  void anInstanceThatStartsAgainAnnouncesNobodyAgain() {
    var connection = connection("c1", ada);
    try (Instance three = Instance.start()) {
      three.report(node, connection);
      await().untilAsserted(() -> assertThat(one.heard(ada)).hasSize(1));
    }
    try (Instance again = Instance.start()) {
      again.report(new ConnectionReport(node, true, List.of(connection), List.of()));
      again.report(node, connection("c2", ben));
      await().untilAsserted(() -> assertThat(one.heard(ben)).hasSize(1));
    }
    assertThat(one.heard(ada)).hasSize(1);
  }

  @Test
  void onlyServicesReport() {
    var report = new ConnectionReport(node, false, List.of(), List.of());
    person(one)
        .post()
        .uri("/internal/connections")
        .bodyValue(report)
        .exchange()
        .expectStatus()
        .isForbidden();
    one.anonymous()
        .post()
        .uri("/internal/connections")
        .bodyValue(report)
        .exchange()
        .expectStatus()
        .isUnauthorized();
    one.anonymous()
        .get()
        .uri("/api/v1/presence/{u}", ada)
        .exchange()
        .expectStatus()
        .isUnauthorized();
  }

  @Test
  void refusesAReportThatItCannotHold() {
    refused(Map.of("node", "a|b", "complete", false, "opened", List.of(), "closed", List.of()));
    refused(Map.of("node", node, "complete", false, "closed", List.of()));
    refused(Map.of("node", node, "complete", false, "opened", List.of(), "closed", List.of("a b")));
    refused(
        new ConnectionReport(
            node, true, List.of(connection("c1", ada), connection("c1", ben)), List.of()));
    refused(
        Map.of(
            "node",
            node,
            "complete",
            false,
            "closed",
            List.of(),
            "opened",
            List.of(Map.of("id", "c1", "away", false))));
  }

  @Test
  void refusesToAnswerForACrowd() {
    String crowd = String.join(",", IntStream.range(0, 101).mapToObj(i -> ada.toString()).toList());
    person(one)
        .get()
        .uri("/api/v1/presence?users=" + crowd)
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo(ProblemType.INVALID_REQUEST.uri());
    String most = crowd.substring(0, crowd.lastIndexOf(','));
    person(one).get().uri("/api/v1/presence?users=" + most).exchange().expectStatus().isOk();
  }

  @Test
  void describesItselfWithExamples() {
    one.anonymous()
        .get()
        .uri("/v3/api-docs")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.paths['/api/v1/presence/{user}'].get.summary")
        .exists()
        .jsonPath("$.components.schemas.Presence.properties.status.example")
        .isEqualTo("online");
  }

  private static void refused(Object report) {
    one.edge()
        .post()
        .uri("/internal/connections")
        .bodyValue(report)
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo(ProblemType.INVALID_REQUEST.uri());
  }

  private WebTestClient person(Instance instance) {
    return instance.with(TestIdentity.shared().token(ada, "ada"));
  }
}
