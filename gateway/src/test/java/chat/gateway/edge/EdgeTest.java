package chat.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import chat.gateway.testing.GatewayTest;
import chat.gateway.testing.StandIn.Seen;
import chat.gateway.testing.StandIns;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What a client may not pretend, and what every answer carries. */
@GatewayTest
class EdgeTest {
  private static final String OPEN = "/api/v1/auth/guest";

  private final WebTestClient http;
  private final int port;

  EdgeTest(WebTestClient http, @LocalServerPort int port) {
    this.http = http;
    this.port = port;
  }

  @BeforeEach
  void allWell() {
    StandIns.allWell();
  }

  @Test
  void tellsAServiceWhoAsksAsItSawItselfWhateverTheClientClaims() {
    Seen seen =
        http.post()
            .uri(OPEN)
            .header("X-Forwarded-For", "203.0.113.9")
            .header("X-Forwarded-Host", "evil.example")
            .header("X-Forwarded-Proto", "gopher")
            .header("X-Forwarded-Prefix", "/evil")
            .header("Forwarded", "for=203.0.113.9")
            .header("X-Real-IP", "203.0.113.9")
            .header("X-Original-URL", "/internal")
            .header("X-Chat-User", "admin")
            .header("X-HTTP-Method-Override", "DELETE")
            .header("Accept-Language", "fi")
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(Seen.class)
            .returnResult()
            .getResponseBody();

    assertThat(seen).isNotNull();
    assertThat(seen.headers())
        .containsEntry("X-Forwarded-For", "127.0.0.1")
        .containsEntry("X-Forwarded-Proto", "http")
        .containsEntry("X-Forwarded-Port", Integer.toString(port))
        .containsEntry("Accept-Language", "fi")
        .doesNotContainKeys(
            "X-Forwarded-Prefix",
            "Forwarded",
            "X-Real-IP",
            "X-Original-URL",
            "X-Chat-User",
            "X-HTTP-Method-Override");
    assertThat(seen.headers().get("X-Forwarded-Host")).doesNotContain("evil");
    assertThat(seen.headers().values()).doesNotContain("203.0.113.9");
  }

  @Test
  void tellsAServiceWhatATrustedProxySaysAndNothingElseThatCameAlong() throws Exception {
    try (var proxy =
        HttpClient.newBuilder().localAddress(InetAddress.ofLiteral("127.0.0.2")).build()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + OPEN))
              .header("X-Forwarded-For", "10.66.66.66, 203.0.113.9")
              .header("X-Forwarded-Proto", "https")
              .header("X-Forwarded-Host", "chat.example")
              .header("Forwarded", "for=10.66.66.66")
              .header("X-Chat-User", "admin")
              .POST(BodyPublishers.ofString("{}"))
              .build();
      var answer = proxy.send(request, BodyHandlers.ofString());

      assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
      assertThat(answer.body())
          .contains(
              "\"X-Forwarded-For\":\"203.0.113.9\"",
              "\"X-Forwarded-Proto\":\"https\"",
              "\"X-Forwarded-Host\":\"chat.example\"",
              "\"X-Forwarded-Port\":\"443\"")
          .doesNotContain("10.66.66.66", "X-Chat-User");
    }
  }

  @Test
  void beginsTheTraceItself() {
    String claimed = "4bf92f3577b34da6a3ce929d0e0e4736";

    var answer =
        http.post()
            .uri(OPEN)
            .header("traceparent", "00-" + claimed + "-00f067aa0ba902b7-01")
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(Seen.class)
            .returnResult();

    String traceId = answer.getResponseHeaders().getFirst(AnswerHeaders.TRACE_ID);
    assertThat(traceId).matches("[0-9a-f]{32}").isNotEqualTo(claimed);
    assertThat(answer.getResponseBody()).isNotNull();
    assertThat(answer.getResponseBody().headers().get("traceparent")).contains(traceId);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {OPEN, "/", "/api/health", "/nothing", "/api/v1/rooms", "/api/v1/presence/7", "//"})
  void givesEveryAnswerATraceIdAndABrowserItsRules(String path) {
    http.get()
        .uri(URI.create("http://127.0.0.1:" + port + path))
        .exchange()
        .expectHeader()
        .valueMatches(AnswerHeaders.TRACE_ID, "[0-9a-f]{32}")
        .expectHeader()
        .value(
            "Content-Security-Policy",
            policy ->
                assertThat(policy)
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe"))
        .expectHeader()
        .valueEquals("X-Content-Type-Options", "nosniff")
        .expectHeader()
        .valueEquals("Referrer-Policy", "no-referrer")
        .expectHeader()
        .doesNotExist("Strict-Transport-Security");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/auth/../../internal/x",
        "/api/v1/auth/%2e%2e/%2E%2E/internal/x",
        "/api/v1/auth/.%2e/internal",
        "/api/v1/auth/./guest",
        "/api/v1/auth/..",
        "/api/v1/auth/..%2f..%2finternal",
        "/api/v1/auth/%2fetc",
        "/api/v1/auth/%5c..%5cinternal",
        "/api/v1/auth/%252e%252e/internal",
        "/api/v1/auth/%252finternal",
        "/api/v1/auth/a;b=c/guest",
        "/api/v1/auth/a%3Bb",
        "/api/v1//auth/guest",
        "//api/v1/auth/guest",
        "/api/v1/auth/guest%00.png",
        "/api/v1/auth/guest%0d%0aX-Evil:%201",
        "/assets/%2e%2e/%2e%2e/application.yml",
        "/assets/..%5capplication.yml",
        "/api/v1/auth/guest\\..\\x"
      })
  void refusesAPathThatCanBeReadInTwoWays(String path) throws IOException {
    int before = StandIns.AUTH.asked();

    List<String> answer = raw("GET " + path + " HTTP/1.1");

    assertThat(answer.getFirst()).startsWith("HTTP/1.1 400 ");
    assertThat(StandIns.AUTH.asked()).isEqualTo(before);
  }

  @Test
  void answersAPathTrickWithAProblem() {
    http.get()
        .uri(URI.create("http://127.0.0.1:" + port + "/api/v1/auth/%2e%2e/x"))
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("/problems/malformed-request");
  }

  @Test
  void letsANamedOriginCallTheInterfacesAndNoOther() {
    preflight("https://other.example")
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("Access-Control-Allow-Origin", "https://other.example");
    preflight("https://evil.example")
        .expectStatus()
        .isForbidden()
        .expectHeader()
        .doesNotExist("Access-Control-Allow-Origin");
  }

  private WebTestClient.ResponseSpec preflight(String origin) {
    return http.options()
        .uri("/api/v1/rooms")
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "authorization,content-type")
        .exchange();
  }

  private List<String> raw(String requestLine) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request = requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      return new String(answer, StandardCharsets.UTF_8).lines().toList();
    }
  }
}
