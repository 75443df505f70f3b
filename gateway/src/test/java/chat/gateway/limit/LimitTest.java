package chat.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import chat.gateway.testing.GatewayTest;
import chat.gateway.testing.StandIns;
import chat.kit.testing.TestIdentity;
import chat.wire.UserId;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Who asks too often is told when to go on, and nobody else notices. */
@GatewayTest
@TestPropertySource(
    properties = {
      "chat.gateway.limit.classes.read.address=20",
      "chat.gateway.limit.classes.read.user=8",
      "chat.gateway.limit.classes.write.address=20",
      "chat.gateway.limit.classes.write.user=8",
      "chat.gateway.limit.classes.door.address=5",
      "chat.gateway.limit.classes.door.user=5"
    })
class LimitTest {
  private final WebTestClient http;
  private final TestIdentity identity;
  private final ReactiveStringRedisTemplate redis;
  private final Limits limits;
  private final int port;

  LimitTest(
      WebTestClient http,
      TestIdentity identity,
      ReactiveStringRedisTemplate redis,
      Limits limits,
      @LocalServerPort int port) {
    this.http = http;
    this.identity = identity;
    this.redis = redis;
    this.limits = limits;
    this.port = port;
  }

  @BeforeEach
  void nobodyHasAsked() {
    StandIns.allWell();
    redis.keys("chat:gateway:limit:*").flatMap(redis::delete).blockLast();
    limits.forget();
  }

  @Test
  void aUserIsToldWhatIsLeftAndThenWhenToGoOn() {
    String ann = token();
    for (int left = 7; left >= 0; left--) {
      ask("/api/v1/rooms", ann)
          .expectStatus()
          .isOk()
          .expectHeader()
          .valueEquals("RateLimit-Limit", 8)
          .expectHeader()
          .valueEquals("RateLimit-Remaining", left)
          .expectHeader()
          .valueEquals("RateLimit-Policy", "8;w=60")
          .expectHeader()
          .value("RateLimit-Reset", reset -> assertThat(Integer.parseInt(reset)).isBetween(1, 60));
    }
    ask("/api/v1/notifications", ann)
        .expectStatus()
        .isEqualTo(429)
        .expectHeader()
        .value(HttpHeaders.RETRY_AFTER, after -> assertThat(Integer.parseInt(after)).isPositive())
        .expectHeader()
        .valueEquals("RateLimit-Remaining", 0)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("/problems/too-many-requests");

    ask("/api/v1/rooms", token()).expectStatus().isOk();
  }

  @Test
  void readingAndWritingAreCountedApart() {
    String ann = token();
    for (int i = 0; i < 9; i++) {
      ask("/api/v1/rooms", ann);
    }
    ask("/api/v1/rooms", ann).expectStatus().isEqualTo(429);
    http.post()
        .uri("/api/v1/rooms")
        .headers(headers -> headers.setBearerAuth(ann))
        .bodyValue("{}")
        .exchange()
        .expectStatus()
        .isOk();
  }

  @Test
  void anAddressHasALimitWhoeverAsksFromIt() {
    for (int i = 0; i < 20; i++) {
      ask("/api/v1/rooms", token()).expectStatus().isOk();
    }
    ask("/api/v1/rooms", token()).expectStatus().isEqualTo(429);
    ask("/api/v1/rooms", "not a token").expectStatus().isEqualTo(429);
    http.get().uri("/api/health").exchange().expectStatus().isOk();
  }

  @Test
  void behindAProxyTheClientsAddressCountsAndNobodyElseCanPretendOne() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(askFrom("127.0.0.2", "203.0.113.1")).isEqualTo(401);
      assertThat(askFrom("127.0.0.1", "203.0.113." + i)).isEqualTo(401);
    }
    assertThat(askFrom("127.0.0.2", "203.0.113.1")).isEqualTo(429);
    assertThat(askFrom("127.0.0.2", "203.0.113.2")).isEqualTo(401);
    assertThat(askFrom("127.0.0.1", "203.0.113.3")).isEqualTo(429);
  }

  @Test
  void whatCanBeGuessedHasALimitOfItsOwn() {
    for (int i = 0; i < 5; i++) {
      login().expectStatus().isOk();
    }
    login().expectStatus().isEqualTo(429);
    ask("/api/v1/rooms", token()).expectStatus().isOk();
  }

  @Test
  void ofSixteenBytesOfAddressTheNetworkCounts() throws UnknownHostException {
    String here = AddressLimit.name(InetAddress.getByName("2001:db8:1:2::3"));
    assertThat(AddressLimit.name(InetAddress.getByName("2001:db8:1:2:ffff::4"))).isEqualTo(here);
    assertThat(AddressLimit.name(InetAddress.getByName("2001:db8:1:3::3"))).isNotEqualTo(here);
    assertThat(AddressLimit.name(InetAddress.getByName("192.0.2.7"))).isEqualTo("192.0.2.7");
  }

  /** The status of a request from that address of this machine. */
  private int askFrom(String address, String claimed) throws Exception {
    try (var client =
        HttpClient.newBuilder().localAddress(InetAddress.ofLiteral(address)).build()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/rooms"))
              .header("X-Forwarded-For", claimed)
              .build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  private WebTestClient.ResponseSpec login() {
    return http.post()
        .uri("/api/v1/auth/login")
        .bodyValue("{\"login\":\"ann\",\"password\":\"guess\"}")
        .exchange();
  }

  private WebTestClient.ResponseSpec ask(String path, String token) {
    return http.get().uri(path).headers(headers -> headers.setBearerAuth(token)).exchange();
  }

  private String token() {
    return identity.token(new UserId(UUID.randomUUID()), "Ann");
  }
}
