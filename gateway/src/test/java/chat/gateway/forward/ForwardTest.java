package chat.gateway.forward;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.gateway.testing.GatewayTest;
import chat.gateway.testing.StandIn;
import chat.gateway.testing.StandIn.Mood;
import chat.gateway.testing.StandIn.Seen;
import chat.gateway.testing.StandIns;
import chat.kit.testing.TestIdentity;
import chat.wire.UserId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/** A service in trouble is named, and troubles nobody else. */
@GatewayTest
@ExtendWith(OutputCaptureExtension.class)
class ForwardTest {
  private final WebTestClient http;
  private final String token;
  private final int port;

  ForwardTest(WebTestClient http, TestIdentity identity, @LocalServerPort int port) {
    this.token = identity.token(new UserId(UUID.randomUUID()), "Ann");
    this.port = port;
    this.http =
        http.mutate()
            .responseTimeout(Duration.ofSeconds(60)) // a machine may be busy with something else
            .defaultHeaders(headers -> headers.setBearerAuth(token))
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
  void aLineAboutTroubleNamesTheRequest(CapturedOutput output) {
    String trace =
        http.get()
            .uri("/api/v1/presence/7")
            .exchange()
            .expectBody()
            .returnResult()
            .getResponseHeaders()
            .getFirst("X-Trace-Id");

    await()
        .untilAsserted(
            () ->
                assertThat(output.getOut().lines())
                    .anyMatch(
                        line ->
                            line.contains("presence-service at")
                                && line.contains("trace=" + trace)));
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

  @ParameterizedTest
  @EnumSource(names = {"BREAKING", "RESETTING"})
  void triesAgainAfterAPauseWhatDoesNoHarmAndGivesUp(Mood mood) {
    StandIns.NOTIFICATION.be(mood);
    int before = StandIns.NOTIFICATION.asked();

    http.get().uri("/api/v1/notifications").exchange().expectStatus().isEqualTo(503);

    assertThat(StandIns.NOTIFICATION.asked()).isEqualTo(before + 3);
  }

  @ParameterizedTest
  @CsvSource({"BREAKING, {}", "RESETTING, {}", "BREAKING,", "RESETTING,"})
  void neverSendsTwiceWhatMayHaveBeenDone(Mood mood, @Nullable String body) {
    StandIns.MESSAGE.be(mood);
    StandIns.OTHER_MESSAGE.be(mood);
    int before = StandIns.MESSAGE.asked() + StandIns.OTHER_MESSAGE.asked();

    http.post()
        .uri("/api/v1/rooms/7/messages")
        .body(Mono.justOrEmpty(body), String.class)
        .exchange()
        .expectStatus()
        .isEqualTo(503)
        .expectBody()
        .jsonPath("$.service")
        .isEqualTo("message-service");

    assertThat(StandIns.MESSAGE.asked() + StandIns.OTHER_MESSAGE.asked()).isEqualTo(before + 1);
  }

  @Test
  void aRefusalComesThroughWhileTheClientStillSends() throws Exception {
    StandIns.MESSAGE.be(Mood.REFUSING);
    StandIns.OTHER_MESSAGE.be(Mood.REFUSING);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      String head =
          "POST /api/v1/rooms/7/attachments HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %s\r\n"
              .formatted(token);
      socket
          .getOutputStream()
          .write((head + "Content-Length: 2147483648\r\n\r\n").getBytes(ISO_8859_1));
      Thread.ofVirtual().start(() -> sendOn(socket));

      byte[] answer = socket.getInputStream().readNBytes(12);

      assertThat(new String(answer, ISO_8859_1)).isEqualTo("HTTP/1.1 413");
    }
  }

  private static void sendOn(Socket socket) {
    byte[] piece = new byte[1 << 16];
    try {
      while (true) {
        socket.getOutputStream().write(piece);
      }
    } catch (IOException closed) {
      // that was the end of it
    }
  }

  @Test
  void followsASessionToItsNode() {
    for (int i = 0; i < 3; i++) {
      StandIn node = i % 2 == 0 ? StandIns.MESSAGE : StandIns.OTHER_MESSAGE;
      node.restart();
      followed("s" + i, node);
    }
  }

  @Test
  void asksAnyNodeAboutASessionThatNoneHas() {
    assertThat(reachedBy("s1.nobody")).hasSize(2);
    assertThat(reachedBy("nonsense")).hasSize(2);
  }

  @Test
  void doesNotAskAnotherNodeWhenASessionsOwnBreaks() {
    followed("s1", StandIns.MESSAGE);
    StandIns.MESSAGE.be(Mood.BREAKING);
    int before = StandIns.OTHER_MESSAGE.asked();

    poll("s1." + StandIns.MESSAGE.node()).expectStatus().isEqualTo(503);

    assertThat(StandIns.OTHER_MESSAGE.asked()).isEqualTo(before);
  }

  /** A new name is known a second after the last question at the latest. */
  private void followed(String session, StandIn node) {
    await()
        .untilAsserted(
            () -> assertThat(reachedBy(session + "." + node.node())).isEqualTo(List.of(node)));
  }

  /** The instances that four polls of the session have reached. */
  private List<StandIn> reachedBy(String session) {
    List<StandIn> instances = List.of(StandIns.MESSAGE, StandIns.OTHER_MESSAGE);
    List<Integer> before = instances.stream().map(StandIn::asked).toList();
    for (int i = 0; i < 4; i++) {
      poll(session).expectStatus().isOk();
    }
    return IntStream.range(0, 2)
        .filter(i -> instances.get(i).asked() > before.get(i))
        .mapToObj(instances::get)
        .toList();
  }

  private WebTestClient.ResponseSpec poll(String session) {
    return http.get().uri("/socket.io/?EIO=4&transport=polling&sid=" + session).exchange();
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
