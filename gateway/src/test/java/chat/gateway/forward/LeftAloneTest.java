package chat.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.gateway.testing.GatewayTest;
import chat.gateway.testing.StandIn.Mood;
import chat.gateway.testing.StandIns;
import chat.kit.testing.TestIdentity;
import chat.wire.UserId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A service that hangs costs a few requests their time, and then nobody's. */
@GatewayTest
@TestPropertySource(
    properties = {
      "chat.gateway.forward.rest=1s",
      "chat.gateway.forward.patience=3",
      "chat.gateway.forward.waiting=8",
      "spring.cloud.gateway.server.webflux.httpclient.pool.max-connections=4"
    })
class LeftAloneTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final WebClient http;

  LeftAloneTest(@LocalServerPort int port, TestIdentity identity) {
    this.http =
        WebClient.builder()
            .baseUrl("http://127.0.0.1:" + port)
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
  void isRefusedAtOnceAfterAFewSilencesAndIsBackByItself() {
    StandIns.NOTIFICATION.be(Mood.HANGING);
    List<Integer> crowd =
        Flux.range(0, 60)
            .flatMap(i -> status("/api/v1/notifications"), 60)
            .mergeWith(Flux.range(0, 20).concatMap(i -> status("/api/v1/search")))
            .collectList()
            .blockOptional(LONG)
            .orElseThrow();
    assertThat(crowd).contains(504).isSubsetOf(200, 503, 504);
    assertThat(crowd).filteredOn(status -> status == 200).as("of the other service").hasSize(20);

    int asked = StandIns.NOTIFICATION.asked();
    assertThat(problem("/api/v1/notifications"))
        .contains("/problems/unavailable", "notification-service", "left alone");
    assertThat(StandIns.NOTIFICATION.asked()).isLessThanOrEqualTo(asked + 1);

    StandIns.NOTIFICATION.be(Mood.WELL);
    await().until(() -> ask("/api/v1/notifications") == 200);
    for (int i = 0; i < 10; i++) {
      assertThat(ask("/api/v1/notifications")).isEqualTo(200);
    }
  }

  /** Four connections, and eight who wait for one. */
  @Test
  void aCrowdThatFindsAllConnectionsTakenIsToldSoAtOnce() {
    StandIns.AUTH.be(Mood.HANGING);

    List<Answer> crowd =
        Flux.range(0, 40)
            .flatMap(i -> answer("/api/v1/users/me"), 40)
            .collectList()
            .blockOptional(LONG)
            .orElseThrow();

    assertThat(crowd.subList(0, 28))
        .as("before anybody has waited for the service")
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).isEqualTo(503);
              assertThat(answer.retryAfter()).isEqualTo("1");
              assertThat(answer.body())
                  .contains("/problems/busy", "auth-service has all it can do");
            });
    assertThat(crowd.subList(28, 40)).extracting(Answer::status).isSubsetOf(503, 504).contains(504);
  }

  private record Answer(int status, @Nullable String retryAfter, String body) {}

  private Mono<Answer> answer(String path) {
    return http.get()
        .uri(path)
        .exchangeToMono(answer -> answer.toEntity(String.class))
        .map(
            answer ->
                new Answer(
                    answer.getStatusCode().value(),
                    answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER),
                    String.valueOf(answer.getBody())));
  }

  private int ask(String path) {
    return status(path).blockOptional(LONG).orElseThrow();
  }

  private Mono<Integer> status(String path) {
    return http.get()
        .uri(path)
        .exchangeToMono(answer -> answer.releaseBody().thenReturn(answer.statusCode()))
        .map(HttpStatusCode::value);
  }

  private String problem(String path) {
    return http.get()
        .uri(path)
        .exchangeToMono(answer -> answer.bodyToMono(String.class))
        .blockOptional(LONG)
        .orElseThrow();
  }
}
