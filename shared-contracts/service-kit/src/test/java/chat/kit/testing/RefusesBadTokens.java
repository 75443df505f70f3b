package chat.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import chat.kit.security.RevokedSessions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The promise every service makes about access tokens; its test class names one guarded path. */
public interface RefusesBadTokens {
  WebTestClient http();

  RevokedSessions revokedSessions();

  /** What GET answers only to somebody who is logged in. */
  String guardedPath();

  @BeforeEach
  default void endTheSessionThatIsToBeRefused() {
    revokedSessions()
        .revoke(BadToken.ended(), Instant.now().plus(Duration.ofMinutes(5)))
        .block(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @EnumSource
  default void refusesABadTokenAndSaysWhichWayItIsBad(BadToken bad) {
    http()
        .get()
        .uri(guardedPath())
        .headers(headers -> headers.setBearerAuth(bad.token(TestIdentity.shared())))
        .exchange()
        .expectStatus()
        .isUnauthorized()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectHeader()
        .value(
            "WWW-Authenticate",
            challenge -> assertThat(challenge).startsWith("Bearer error=\"invalid_token\""))
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo(bad.refusal().uri());
  }

  @Test
  default void asksWhoeverBringsNoTokenToLogIn() {
    http()
        .get()
        .uri(guardedPath())
        .exchange()
        .expectStatus()
        .isUnauthorized()
        .expectHeader()
        .valueEquals("WWW-Authenticate", "Bearer")
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("/problems/unauthenticated");
  }
}
