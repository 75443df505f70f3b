package chat.kit.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.kit.small.Held;
import chat.kit.small.SmallService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.reactive.function.client.WebClient;

class ShutdownTest {
  private static final Map<String, String> OPEN = Map.of("chat.security.public-paths", "/held");

  @Test
  void finishesWhatItHasBegunAndTakesNoMore() throws Exception {
    ConfigurableApplicationContext service = SmallService.start(OPEN);
    ApplicationAvailability availability = service.getBean(ApplicationAvailability.class);
    Held held = service.getBean(Held.class);
    CompletableFuture<String> answer = request(service);
    held.awaitArrival();
    CompletableFuture<Void> closed = CompletableFuture.runAsync(service::close);
    await().until(() -> availability.getReadinessState() == ReadinessState.REFUSING_TRAFFIC);
    assertThat(answer).isNotDone();
    assertThat(closed).isNotDone();
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

  private static CompletableFuture<String> request(ConfigurableApplicationContext service) {
    String port = service.getEnvironment().getRequiredProperty("local.server.port");
    return WebClient.create("http://127.0.0.1:" + port)
        .get()
        .uri("/held")
        .retrieve()
        .bodyToMono(String.class)
        .toFuture();
  }
}
