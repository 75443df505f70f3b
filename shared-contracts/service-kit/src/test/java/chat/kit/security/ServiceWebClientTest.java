package chat.kit.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.kit.problem.Problems;
import chat.kit.testing.TestIdentity;
import chat.wire.ProblemType;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ServiceWebClientTest {
  /** More callers at once than a server of the JDK lets queue by itself. */
  private static final int BACKLOG = 256;

  private final TestIdentity identity = TestIdentity.start();
  private final CountDownLatch end = new CountDownLatch(1);
  private final HttpServer server;
  private final HttpClients clients = new HttpClients(settings("secret"), ObservationRegistry.NOOP);

  ServiceWebClientTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
  }

  @BeforeEach
  void start() {
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/who", ServiceWebClientTest::sayWhoCalls);
    server.createContext("/never", exchange -> waitForTheEnd());
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    clients.close();
    identity.close();
  }

  @Test
  void asksForOneTokenHoweverManyCallsWaitForIt() {
    WebClient others = others("secret");
    List<String> tokens = Flux.range(0, 100).flatMap(i -> who(others)).collectList().block();
    assertThat(tokens).hasSize(100).allMatch(token -> token.startsWith("Bearer ey"));
    assertThat(identity.tokenRequests()).isEqualTo(1);
  }

  @Test
  void renewsATokenBeforeItEnds() {
    identity.grantServiceTokensFor(Duration.ofSeconds(4));
    WebClient others = others("secret");
    String first = who(others).block();
    StepVerifier.create(
            who(others)
                .repeat()
                .filter(token -> !token.equals(first))
                .next()
                .timeout(Duration.ofSeconds(4)))
        .expectNextCount(1)
        .verifyComplete();
  }

  @Test
  void anotherServiceThatHangsIsGivenUpOn() {
    WebClient others = others("secret");
    Mono<String> call = others.get().uri("/never").retrieve().bodyToMono(String.class);
    StepVerifier.create(call)
        .expectErrorSatisfies(e -> assertThat(Problems.of(e).type()).isEqualTo(ProblemType.TIMEOUT))
        .verify(Duration.ofSeconds(10));
  }

  @Test
  void anotherServiceThatIsAwayIsNoBugOfOurs() {
    server.stop(0);
    StepVerifier.create(who(others("secret")))
        .expectErrorSatisfies(
            e -> assertThat(Problems.of(e).type()).isEqualTo(ProblemType.UNAVAILABLE))
        .verify(Duration.ofSeconds(10));
  }

  @Test
  void saysWhichSettingIsMissing() {
    assertThatThrownBy(() -> others(null))
        .hasMessageContaining("chat.service.secret")
        .hasMessageContaining("small-service calls http://127.0.0.1");
  }

  private WebClient others(@Nullable String secret) {
    return new ServiceWebClient(clients, settings(secret), "small-service")
        .to("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static Mono<String> who(WebClient client) {
    return client.get().uri("/who").retrieve().bodyToMono(String.class);
  }

  private static void sayWhoCalls(HttpExchange exchange) throws IOException {
    byte[] caller = exchange.getRequestHeaders().getFirst("Authorization").getBytes(UTF_8);
    exchange.sendResponseHeaders(200, caller.length);
    exchange.getResponseBody().write(caller);
    exchange.close();
  }

  private void waitForTheEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ServiceSettings settings(@Nullable String secret) {
    return new ServiceSettings(
        null,
        secret,
        URI.create(identity.tokenUri()),
        Duration.ofSeconds(1),
        Duration.ofMillis(800),
        64,
        512);
  }
}
