package chat.kit.observability;

import static org.assertj.core.api.Assertions.assertThat;

import chat.kit.small.KitTest;
import chat.kit.small.SmallService;
import chat.kit.testing.TestIdentity;
import chat.wire.RoomId;
import chat.wire.UserId;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@KitTest
@ExtendWith(OutputCaptureExtension.class)
class TraceTest {
  private static final Logger log = LoggerFactory.getLogger(TraceTest.class);
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  private final UserId ada = new UserId(UUID.randomUUID());
  private final RoomId room = new RoomId(UUID.randomUUID());
  private final int port;
  private final WebTestClient http;
  private final TestIdentity identity;

  TraceTest(@LocalServerPort int port, TestIdentity identity) {
    this.port = port;
    this.http = SmallService.http(port);
    this.identity = identity;
  }

  @Test
  void goesOnWithTheTraceItWasGivenInAnswerAndLogs(CapturedOutput logs) {
    get("/rooms/" + room + "/things").expectHeader().valueEquals("X-Trace-Id", TRACE);
    assertThat(logs.getOut().lines().filter(line -> line.contains("things of " + room)))
        .singleElement()
        .asString()
        .contains("trace=" + TRACE, "user=" + ada, "room=" + room);
  }

  @Test
  void carriesTheTraceToTheServiceItCallsUnderItsOwnName() {
    get("/calls")
        .expectBody()
        .jsonPath("$.caller")
        .isEqualTo("some-service")
        .jsonPath("$.traceparent")
        .value(String.class, parent -> assertThat(parent).startsWith("00-" + TRACE + "-"))
        .jsonPath("$.traceparent")
        .value(String.class, parent -> assertThat(parent).isNotEqualTo(PARENT));
  }

  @Test
  void beginsATraceWhereThereIsNone() {
    http.get()
        .uri("/open")
        .exchange()
        .expectHeader()
        .value(
            "X-Trace-Id", trace -> assertThat(trace).matches("[0-9a-f]{32}").isNotEqualTo(TRACE));
  }

  @Test
  void aRefusalHasTheTraceInItsHeaderToo() {
    http.get()
        .uri("/me")
        .header("traceparent", PARENT)
        .exchange()
        .expectStatus()
        .isUnauthorized()
        .expectHeader()
        .valueEquals("X-Trace-Id", TRACE)
        .expectBody()
        .jsonPath("$.traceId")
        .isEqualTo(TRACE);
  }

  @Test
  void requestsAtTheSameTimeKeepTheirUsersApart(CapturedOutput logs) {
    Map<String, String> userOfRoom =
        IntStream.range(0, 300)
            .mapToObj(i -> UUID.randomUUID().toString())
            .collect(Collectors.toMap(Function.identity(), i -> UUID.randomUUID().toString()));
    WebClient client = WebClient.create("http://127.0.0.1:" + port);
    Flux.fromIterable(userOfRoom.entrySet())
        .flatMap(visit -> visit(client, visit.getKey(), visit.getValue()), 64)
        .blockLast();
    Pattern line = Pattern.compile("things of (\\S+) .*user=(\\S+) room=(\\S+)");
    Map<String, MatchResult> lines =
        line.matcher(logs.getOut())
            .results()
            .collect(Collectors.toMap(found -> found.group(1), Function.identity()));
    assertThat(lines).hasSize(300);
    assertThat(lines)
        .allSatisfy(
            (room, found) -> {
              assertThat(found.group(2)).isEqualTo(userOfRoom.get(room));
              assertThat(found.group(3)).isEqualTo(room);
            });
  }

  @Test
  void aListenerNamesItsRoomInOneLine(CapturedOutput logs) {
    Mono.fromRunnable(() -> log.info("heard"))
        .subscribeOn(Schedulers.boundedElastic())
        .contextWrite(LogContext.room(room))
        .block();
    assertThat(logs.getOut().lines().filter(line -> line.contains("heard")))
        .singleElement()
        .asString()
        .endsWith("room=" + room);
    assertThat(MDC.get("room")).isNull();
  }

  @Test
  void aPathIsNotLetIntoTheLogAsARoom(CapturedOutput logs) {
    get("/rooms/lobby%0aERROR/things").expectStatus().isBadRequest();
    get("/fails/bug");
    assertThat(logs.getOut()).contains("GET /fails/bug failed").doesNotContain("lobby");
  }

  @Test
  void countsRequestsUnderTheServicesName() {
    get("/any").expectStatus().isOk();
    http.get()
        .uri("/actuator/prometheus")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .value(
            metrics ->
                assertThat(metrics)
                    .contains("http_server_requests_seconds_count{application=\"small-service\"")
                    .contains("uri=\"/any\"")
                    .doesNotContain("http_server_requests_seconds_bucket")
                    .doesNotContain("uri=\"/actuator/prometheus\""));
  }

  private Mono<String> visit(WebClient client, String room, String user) {
    String token = identity.token(UserId.of(user), "someone");
    return client
        .get()
        .uri("/rooms/{room}/things", room)
        .headers(headers -> headers.setBearerAuth(token))
        .retrieve()
        .bodyToMono(String.class);
  }

  private WebTestClient.ResponseSpec get(String path) {
    return http.get()
        .uri(URI.create("http://127.0.0.1:" + port + path))
        .header("traceparent", PARENT)
        .headers(headers -> headers.setBearerAuth(identity.token(ada, "Ada")))
        .exchange();
  }
}
