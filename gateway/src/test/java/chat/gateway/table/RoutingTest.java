package chat.gateway.table;

import static org.assertj.core.api.Assertions.assertThat;

import chat.gateway.testing.GatewayTest;
import chat.gateway.testing.StandIn.Seen;
import chat.gateway.testing.StandIns;
import chat.kit.testing.TestIdentity;
import chat.wire.UserId;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Each documented path reaches its service, and no other path does. */
@GatewayTest
class RoutingTest {
  private final WebTestClient http;
  private final String origin;
  private final String person;
  private final String admin;
  private final String service;

  RoutingTest(WebTestClient http, @LocalServerPort int port, TestIdentity identity) {
    this.http = http;
    this.origin = "http://127.0.0.1:" + port;
    this.person = identity.token(new UserId(UUID.randomUUID()), "Ann");
    this.admin = identity.adminToken(new UserId(UUID.randomUUID()), "Root");
    this.service = identity.serviceToken("room-service");
  }

  @BeforeEach
  void allWell() {
    StandIns.allWell();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          GET,    /api/v1/auth/anything,                  auth-service
          GET,    /api/v1/users/me,                       auth-service
          DELETE, /api/v1/users/me/sessions/7,            auth-service
          GET,    /api/v1/admin/users,                    auth-service
          GET,    /api/v1/rooms,                          room-service
          POST,   /api/v1/rooms,                          room-service
          GET,    /api/v1/rooms/7/members,                room-service
          GET,    /api/v1/codes/GARD3N47,                 room-service
          GET,    /api/v1/invitations,                    room-service
          GET,    /api/v1/reports,                        room-service
          GET,    /api/v1/rooms/7/messages?after=3&limit=2, message-service
          POST,   /api/v1/rooms/7/messages,               message-service
          GET,    /api/v1/rooms/7/messages/search,        message-service
          PUT,    /api/v1/rooms/7/read,                   message-service
          GET,    /api/v1/messages/unread,                message-service
          POST,   /api/v1/rooms/7/attachments?name=a%20b, message-service
          GET,    /api/v1/attachments/7/links,            message-service
          PATCH,  /api/v1/messages/7,                     message-service
          GET,    /api/v1/search?q=a%20b%C3%A9,           message-service
          GET,    /api/v1/notifications,                  notification-service
          GET,    /api/user/profile,                      auth-service
          PUT,    /api/user/password,                     auth-service
          GET,    /api/user/sessions,                     auth-service
          POST,   /api/chat/messages,                     message-service
          GET,    /api/chat/rooms,                        room-service
          GET,    /api/chat/rooms/7,                      room-service
          """)
  void carriesADocumentedPathToItsService(String method, String path, String service) {
    Seen seen = ask(method, path, person);

    assertThat(seen.service()).isEqualTo(service);
    assertThat(seen.method()).isEqualTo(method);
    assertThat(seen.uri()).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          GET,    /.well-known/jwks.json,                 auth-service,    /.well-known/jwks.json
          POST,   /api/v1/auth/guest,                     auth-service,    /api/v1/auth/guest
          POST,   /api/v1/auth/login,                     auth-service,    /api/v1/auth/login
          POST,   /api/v1/auth/register,                  auth-service,    /api/v1/auth/register
          POST,   /api/v1/auth/refresh,                   auth-service,    /api/v1/auth/refresh
          POST,   /api/v1/auth/token,                     auth-service,    /api/v1/auth/token
          GET,    /mailbox,                               auth-service,    /mailbox
          POST,   /api/v1/auth/logout,                    auth-service,    /api/v1/auth/logout
          POST,   /api/v1/auth/password/forgot,           auth-service,    /api/v1/auth/password/forgot
          POST,   /api/v1/auth/email/verify,              auth-service,    /api/v1/auth/email/verify
          POST,   /api/auth/login,                        auth-service,    /api/auth/login
          GET,    /api/messages?roomCode=TEA,             message-service, /api/messages?roomCode=TEA
          POST,   /api/messages,                          message-service, /api/messages
          GET,    /socket.io/?EIO=4&transport=polling,    message-service, /socket.io/?EIO=4&transport=polling
          POST,   /socket/?EIO=4&sid=7,                   message-service, /socket.io/?EIO=4&sid=7
          GET,    /docs/openapi/auth-service.json,        auth-service,    /v3/api-docs
          GET,    /docs/openapi/room-service.json,        room-service,    /v3/api-docs
          """)
  void asksNobodyForATokenOnAPublicPath(String method, String path, String service, String uri) {
    Seen seen = ask(method, path, "");

    assertThat(seen.service()).isEqualTo(service);
    assertThat(seen.uri()).isEqualTo(uri);
  }

  /** Many clients show their ended token even when they come for a new one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/auth/login",
        "/api/v1/auth/refresh",
        "/api/v1/auth/logout",
        "/api/auth/login"
      })
  void leavesTheTokenThatComesToADoorToTheServiceBehindIt(String path) {
    Seen seen = ask("POST", path, "no.such.token");

    assertThat(seen.service()).isEqualTo("auth-service");
    assertThat(seen.headers()).containsEntry("Authorization", "Bearer no.such.token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/users/me",
        "/api/v1/auth/upgrade",
        "/api/v1/rooms",
        "/api/v1/rooms/7/messages",
        "/api/v1/search?q=tea",
        "/api/v1/notifications",
        "/api/chat/messages",
        "/api/user/profile"
      })
  void asksForATokenOnAnyOther(String path) {
    int before = reached();

    refused(path, "", 401, "/problems/unauthenticated");
    refused(path, "no.such.token", 401, "/problems/token-rejected");

    assertThat(reached()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal/memberships",
        "/actuator",
        "/actuator/health",
        "/actuator/gateway/routes",
        "/v3/api-docs",
        "/oauth2/token",
        "/api",
        "/api/v1",
        "/api/v1/",
        "/api/v1/nothing",
        "/api/v1/internal/rooms",
        "/api/auth/nothing",
        "/api/user",
        "/api/chat/messages/7",
        "/api/messages/7",
        "/docs/openapi/gateway.json",
        "/docs/other",
        "/index.html",
        "/docs.html",
        "/META-INF/MANIFEST.MF",
        "/static/index.html",
        "/nothing",
        "/r/one/two",
        "/API/v1/rooms"
      })
  void doesNotFindWhatIsNotInTheTableWhoeverAsks(String path) {
    int before = reached();

    for (String token : new String[] {"", person, admin, service}) {
      refused(path, token, 404, "/problems/not-found");
    }

    assertThat(reached()).isEqualTo(before);
  }

  /** And whoever does not read, even with a browser. */
  @Test
  void refusesABrowserAsAnyProgramWhereProgramsAreServed() {
    int before = reached();

    for (String path : List.of("/api", "/api/nothing", "/api/v1/nothing")) {
      browser(HttpMethod.GET, path)
          .expectStatus()
          .isNotFound()
          .expectHeader()
          .contentType("application/problem+json");
    }
    browser(HttpMethod.POST, "/nothing")
        .expectStatus()
        .isNotFound()
        .expectHeader()
        .contentType("application/problem+json");
    assertThat(reached()).isEqualTo(before);
  }

  private WebTestClient.ResponseSpec browser(HttpMethod method, String path) {
    return http.method(method)
        .uri(URI.create(origin + path))
        .header(HttpHeaders.ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
        .exchange();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v2/rooms", "/api/v0/rooms", "/api/v10/rooms", "/api/v2/auth/login"})
  void namesAnUnknownVersionAsSuch(String path) {
    refused(path, person, 400, "/problems/unknown-version");
  }

  @Test
  void keepsItsOwnHealthAndItsMetricsOnThePortForThem(@LocalManagementPort int port) {
    WebTestClient management =
        WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();

    management.get().uri("/actuator/health/liveness").exchange().expectStatus().isOk();
    management.get().uri("/actuator/gateway/routes").exchange().expectStatus().is4xxClientError();
    management.get().uri("/api/v1/rooms").exchange().expectStatus().is4xxClientError();
  }

  private Seen ask(String method, String path, String token) {
    Seen seen =
        http.method(HttpMethod.valueOf(method))
            .uri(URI.create(origin + path))
            .headers(headers -> bear(headers, token))
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(Seen.class)
            .returnResult()
            .getResponseBody();
    assertThat(seen).isNotNull();
    return seen;
  }

  private void refused(
      String path, String token, int status, @org.jspecify.annotations.Nullable String type) {
    var body =
        http.get()
            .uri(URI.create(origin + path))
            .headers(headers -> bear(headers, token))
            .exchange()
            .expectStatus()
            .isEqualTo(status)
            .expectHeader()
            .contentType("application/problem+json")
            .expectBody();
    if (type != null) {
      body.jsonPath("$.type").isEqualTo(type);
    }
  }

  private static void bear(HttpHeaders headers, String token) {
    if (!token.isEmpty()) {
      headers.setBearerAuth(token);
    }
  }

  private static int reached() {
    return StandIns.AUTH.asked()
        + StandIns.ROOM.asked()
        + StandIns.MESSAGE.asked()
        + StandIns.OTHER_MESSAGE.asked()
        + StandIns.NOTIFICATION.asked();
  }
}
