package chat.kit.settings;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.kit.small.Held;
import chat.kit.small.SmallService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ShutdownTest {
  private static final Map<String, String> OPEN = Map.of("chat.security.public-paths", "/held");

  /** What the kit waits for requests that are on their way. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void finishesWhatItHasBegunAndTakesNoMore() throws Exception {
    ConfigurableApplicationContext service = SmallService.start(OPEN);
    ApplicationAvailability availability = service.getBean(ApplicationAvailability.class);
    Held held = service.getBean(Held.class);
    CompletableFuture<String> answer = request(service);
    held.awaitArrival();
    CompletableFuture<Void> closed = CompletableFuture.runAsync(service::close);
    await().until(() -> availability.getReadinessState() == ReadinessState.REFUSING_TRAFFIC);
    // longer than a server takes that just goes
    await().during(Duration.ofSeconds(5)).until(() -> !answer.isDone() && !closed.isDone());
    held.letGo();
    assertThat(answer).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("done");
    assertThat(closed).succeedsWithin(Duration.ofSeconds(20));
  }

  @Test
  void doesNotWaitForEver() throws Exception {
    Map<String, String> impatient = new HashMap<>(OPEN);
    impatient.put("spring.lifecycle.timeout-per-shutdown-phase", "1s");
    ConfigurableApplicationContext service = SmallService.start(impatient);
    CompletableFuture<String> answer = request(service);
    service.getBean(Held.class).awaitArrival();
    assertThat(CompletableFuture.runAsync(service::close)).succeedsWithin(Duration.ofSeconds(20));
    assertThat(answer).failsWithin(Duration.ofSeconds(10));
  }

  /** As a gateway keeps them, after a second in which a next request came now and then at once. */
  @Test
  void doesNotWaitForConnectionsThatAreKeptAlive() throws Exception {
    ConfigurableApplicationContext service =
        SmallService.start(Map.of("chat.security.public-paths", "/rooms/**"));
    URI things = URI.create(address(service) + "/rooms/" + UUID.randomUUID() + "/things");
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      Flux.range(0, 2_000)
          .flatMap(i -> Mono.fromFuture(http.sendAsync(get(things), ofString())), 8)
          .doOnNext(answer -> assertThat(answer.statusCode()).isEqualTo(200))
          .blockLast(Duration.ofMinutes(1));

      assertThat(CompletableFuture.runAsync(service::close))
          .succeedsWithin(PATIENCE.minusSeconds(5));
    }
  }

  private static HttpRequest get(URI what) {
    return HttpRequest.newBuilder(what).build();
  }

  private static String address(ConfigurableApplicationContext service) {
    return "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
  }

  private static CompletableFuture<String> request(ConfigurableApplicationContext service) {
    return WebClient.create(address(service))
        .get()
        .uri("/held")
        .retrieve()
        .bodyToMono(String.class)
        .toFuture();
  }
}
