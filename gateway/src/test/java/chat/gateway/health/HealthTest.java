package chat.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.gateway.testing.GatewayTest;
import chat.gateway.testing.StandIn.Mood;
import chat.gateway.testing.StandIns;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/** One answer about all services, true and quick. */
@GatewayTest
class HealthTest {
  private final WebTestClient http;

  HealthTest(WebTestClient http) {
    this.http = http;
  }

  @BeforeEach
  void allWell() {
    StandIns.allWell();
  }

  @Test
  void namesEveryServiceAndWhichOneIsAway() {
    await().untilAsserted(() -> assertThat(service("auth-service").ok()).isTrue());

    HealthReport report = report();
    assertThat(report.ok()).isFalse();
    assertThat(report.uptime()).isPositive();
    assertThat(report.services().keySet())
        .containsExactly(
            "auth-service",
            "message-service",
            "room-service",
            "presence-service",
            "notification-service");
    assertThat(service("presence-service")).isEqualTo(new HealthReport.Service(false, 1, 0));
    assertThat(service("room-service")).isEqualTo(new HealthReport.Service(true, 2, 1));
  }

  @Test
  void seesAServiceThatIsNotReadyOrHangs() {
    StandIns.AUTH.be(Mood.UNREADY);
    StandIns.NOTIFICATION.be(Mood.HANGING);

    await().untilAsserted(() -> assertThat(service("auth-service").ok()).isFalse());
    await().untilAsserted(() -> assertThat(service("notification-service").ok()).isFalse());
    assertThat(service("message-service").up()).isEqualTo(2);
  }

  @Test
  void doesNotAskTheServicesForEveryoneWhoAsksIt() {
    Duration remembered = Duration.ofMillis(100);
    int before = StandIns.AUTH.asked();
    long start = System.nanoTime();

    for (int i = 0; i < 50; i++) {
      report();
    }

    long spans = Duration.ofNanos(System.nanoTime() - start).dividedBy(remembered) + 2;
    assertThat(StandIns.AUTH.asked() - before).isPositive().isLessThanOrEqualTo((int) spans);
  }

  private HealthReport.Service service(String name) {
    HealthReport.Service service = report().services().get(name);
    assertThat(service).isNotNull();
    return service;
  }

  private HealthReport report() {
    HealthReport report =
        http.get()
            .uri("/api/health")
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(HealthReport.class)
            .returnResult()
            .getResponseBody();
    assertThat(report).isNotNull();
    return report;
  }
}
