package chat.kit.security;

import static org.assertj.core.api.Assertions.assertThat;

import chat.kit.small.SmallService;
import chat.kit.testing.TestIdentity;
import chat.wire.UserId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The gateway has its health on a port of its own, where the same rules hold. */
class ManagementPortTest {
  @Test
  void isGuardedLikeTheOther() {
    try (var service = SmallService.start(SmallService.MANAGED_APART)) {
      WebTestClient http = SmallService.http(SmallService.managementPort(service));
      http.get()
          .uri("/actuator/health/readiness")
          .exchange()
          .expectStatus()
          .isOk()
          .expectBody()
          .jsonPath("$.status")
          .isEqualTo("UP");
      http.get()
          .uri("/actuator/deadletters")
          .exchange()
          .expectStatus()
          .isUnauthorized()
          .expectBody()
          .jsonPath("$.type")
          .isEqualTo("/problems/unauthenticated");
      String admin = TestIdentity.shared().adminToken(new UserId(UUID.randomUUID()), "Ada");
      http.get()
          .uri("/actuator/deadletters")
          .headers(headers -> headers.setBearerAuth(admin))
          .exchange()
          .expectStatus()
          .isOk();
      SmallService.http(service)
          .get()
          .uri("/actuator/health")
          .exchange()
          .expectStatus()
          .value(status -> assertThat(status).isNotEqualTo(200));
    }
  }
}
