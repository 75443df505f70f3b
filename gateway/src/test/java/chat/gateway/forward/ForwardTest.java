package chat.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import chat.gateway.testing.GatewayTest;
import chat.gateway.testing.StandIn.Mood;
import chat.gateway.testing.StandIn.Seen;
import chat.gateway.testing.StandIns;
import chat.kit.testing.TestIdentity;
import chat.wire.UserId;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A service in trouble is named, and troubles nobody else. */
@GatewayTest
class ForwardTest {
  private final WebTestClient http;

  ForwardTest(WebTestClient http, TestIdentity identity) {
    this.http =
        http.mutate()
            .responseTimeout(Duration.ofSeconds(10))
            .defaultHeaders(
                headers ->
                    headers.setBearerAuth(identity.token(new UserId(UUID.randomUUID()), "Ann")))
            .build();
  }

  @BeforeEach
  void allWell() {
    StandIns.allWell();
  }

  @Test
  void saysWhichServiceIsAway() {
    http.get()
        .uri("/api/v1/presence/7")
        .exchange()
        .expectStatus()
        .isEqualTo(503)
        .expectHeader()
        .valueEquals(HttpHeaders.RETRY_AFTER, "1")
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("/problems/unavailable")
        .jsonPath("$.service")
        .isEqualTo("presence-service")
        .jsonPath("$.traceId")
        .isNotEmpty();
  }

  @Test
  void saysWhichServiceHangsAndServesTheOthersMeanwhile() {
    StandIns.NOTIFICATION.be(Mood.HANGING);

    http.get()
        .uri("/api/v1/notifications")
        .exchange()
        .expectStatus()
        .isEqualTo(504)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("/problems/timeout")
        .jsonPath("$.service")
        .isEqualTo("notification-service");
    http.get().uri("/api/v1/rooms").exchange().expectStatus().isOk();

    StandIns.NOTIFICATION.be(Mood.WELL);
    http.get().uri("/api/v1/notifications").exchange().expectStatus().isOk();
  }

  @Test
  void reachesTheInstanceThatIsUpEveryTimeWhateverTheMethod() {
    for (int i = 0; i < 6; i++) {
      http.get().uri("/api/v1/rooms").exchange().expectStatus().isOk();
      http.post()
          .uri("/api/v1/rooms")
          .bodyValue("{\"name\":\"Tea\"}")
          .exchange()
          .expectStatus()
          .isOk()
          .expectBody()
          .jsonPath("$.body")
          .isEqualTo("{\"name\":\"Tea\"}");
    }
  }

  @Test
  void takesTheInstancesInTurn() {
    int one = StandIns.MESSAGE.asked();
    int other = StandIns.OTHER_MESSAGE.asked();

    for (int i = 0; i < 10; i++) {
      http.get().uri("/api/v1/search").exchange().expectStatus().isOk();
    }

    assertThat(StandIns.MESSAGE.asked() - one).isEqualTo(5);
    assertThat(StandIns.OTHER_MESSAGE.asked() - other).isEqualTo(5);
  }

  @Test
  void readsFromAnotherInstanceWhenTheConnectionBreaks() {
    StandIns.MESSAGE.be(Mood.BREAKING);

    for (int i = 0; i < 6; i++) {
      http.get().uri("/api/v1/search").exchange().expectStatus().isOk();
    }
  }

  @Test
  void neverSendsTwiceWhatMayHaveBeenDone() {
    StandIns.MESSAGE.be(Mood.BREAKING);
    StandIns.OTHER_MESSAGE.be(Mood.BREAKING);
    int before = StandIns.MESSAGE.asked() + StandIns.OTHER_MESSAGE.asked();

    http.post()
        .uri("/api/v1/rooms/7/messages")
        .bodyValue("{}")
        .exchange()
        .expectStatus()
        .isEqualTo(503)
        .expectBody()
        .jsonPath("$.service")
        .isEqualTo("message-service");

    assertThat(StandIns.MESSAGE.asked() + StandIns.OTHER_MESSAGE.asked()).isEqualTo(before + 1);
  }

  @Test
  void carriesTheBodyAndTheTokenOn() {
    Seen seen =
        http.post()
            .uri("/api/v1/rooms/7/messages")
            .bodyValue("{\"text\":\"hello\"}")
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(Seen.class)
            .returnResult()
            .getResponseBody();

    assertThat(seen).isNotNull();
    assertThat(seen.body()).isEqualTo("{\"text\":\"hello\"}");
    assertThat(seen.headers().get("Authorization")).startsWith("Bearer ");
  }
}
