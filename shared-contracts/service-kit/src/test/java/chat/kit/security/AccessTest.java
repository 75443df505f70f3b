package chat.kit.security;

import chat.kit.small.KitTest;
import chat.kit.testing.RefusesBadTokens;
import chat.kit.testing.TestIdentity;
import chat.wire.UserId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.StatusAssertions;
import org.springframework.test.web.reactive.server.WebTestClient;

@KitTest
class AccessTest implements RefusesBadTokens {
  private final UserId ada = new UserId(UUID.randomUUID());
  private final WebTestClient http;
  private final RevokedSessions revoked;
  private final TestIdentity identity;

  AccessTest(@LocalServerPort int port, RevokedSessions revoked, TestIdentity identity) {
    this.http = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
    this.revoked = revoked;
    this.identity = identity;
  }

  @Override
  public WebTestClient http() {
    return http;
  }

  @Override
  public RevokedSessions revokedSessions() {
    return revoked;
  }

  @Override
  public String guardedPath() {
    return "/me";
  }

  @Test
  void letsAUserInAndTellsTheControllerWhoItIs() {
    get("/me", identity.token(ada, "Ada"))
        .expectBody()
        .jsonPath("$.id")
        .isEqualTo(ada.toString())
        .jsonPath("$.name")
        .isEqualTo("Ada")
        .jsonPath("$.kind")
        .isEqualTo("person");
  }

  @Test
  void aGuestIsAUserToo() {
    get("/me", identity.guestToken(ada, "Ada")).expectBody().jsonPath("$.kind").isEqualTo("guest");
  }

  @Test
  void keepsShutWhatWasNotOpenedEvenWhenItDoesNotExist() {
    http.get().uri("/nowhere").exchange().expectStatus().isUnauthorized();
    status("/nowhere", identity.token(ada, "Ada")).isNotFound();
  }

  @Test
  void anOpenPathNeedsNobodyAndKnowsWhoeverComes() {
    http.get().uri("/open").exchange().expectBody(String.class).isEqualTo("nobody");
    get("/open", identity.token(ada, "Ada")).expectBody(String.class).isEqualTo("Ada");
    http.delete().uri("/open").exchange().expectStatus().isUnauthorized();
  }

  @Test
  void internalPathsAreForServicesOnly() {
    status("/internal/things", identity.serviceToken("room-service")).isOk();
    status("/internal/things", identity.adminToken(ada, "Ada")).isForbidden();
    status("/internal/things", identity.user(ada, "Ada").roles("service").signed()).isForbidden();
    http.get().uri("/internal/things").exchange().expectStatus().isUnauthorized();
  }

  @Test
  void aServiceIsNoCaller() {
    status("/any", identity.serviceToken("room-service")).isOk();
    get("/me", identity.serviceToken("room-service"))
        .expectStatus()
        .isForbidden()
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("/problems/forbidden");
  }

  @Test
  void theInsideOfTheServiceIsForAdministrators() {
    status("/actuator", identity.token(ada, "Ada")).isForbidden();
    status("/actuator", identity.adminToken(ada, "Ada")).isOk();
    http.get().uri("/actuator/health").exchange().expectStatus().isOk();
    http.get().uri("/actuator/env").exchange().expectStatus().isUnauthorized();
  }

  @Test
  void theOpenApiDocumentAsksNobodyForTheCaller() {
    get("/v3/api-docs", identity.token(ada, "Ada"))
        .expectBody()
        .jsonPath("$.paths['/me'].get")
        .exists()
        .jsonPath("$.paths['/me'].get.parameters")
        .doesNotExist();
  }

  @Test
  void theOpenApiDocumentLocksWhatNeedsAToken() {
    get("/v3/api-docs", identity.token(ada, "Ada"))
        .expectBody()
        .jsonPath("$.security[0].bearer")
        .exists()
        .jsonPath("$.paths['/me'].get.security")
        .doesNotExist()
        .jsonPath("$.paths['/open'].get.security")
        .isEmpty();
  }

  private StatusAssertions status(String path, String token) {
    return get(path, token).expectStatus();
  }

  private WebTestClient.ResponseSpec get(String path, String token) {
    return http.get().uri(path).headers(headers -> headers.setBearerAuth(token)).exchange();
  }
}
