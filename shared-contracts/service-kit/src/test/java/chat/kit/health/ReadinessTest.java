package chat.kit.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.backing.Amqp;
import chat.backing.BackingServices;
import chat.backing.Database;
import chat.backing.Outage;
import chat.backing.Redis;
import chat.kit.small.SmallService;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadinessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Database database = BackingServices.forTests().postgres().database("kit");
  private final Redis redis = BackingServices.forTests().redis();
  private final Amqp amqp = BackingServices.forTests().amqp();
  private final Outage databaseOutage = Outage.before(database.host(), database.port());
  private final Outage redisOutage = Outage.before(redis.host(), redis.port());
  private final Outage brokerOutage = Outage.before(amqp.host(), amqp.port());
  private final ConfigurableApplicationContext service = start(Map.of());
  private final WebTestClient http = SmallService.http(service);

  private ConfigurableApplicationContext start(Map<String, String> more) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "spring.r2dbc.url",
                database.at(databaseOutage.host(), databaseOutage.port()).r2dbcUrl(),
                "spring.data.redis.url",
                redis.at(redisOutage.host(), redisOutage.port()).url(),
                "spring.rabbitmq.port",
                Integer.toString(brokerOutage.port())));
    settings.putAll(more);
    return SmallService.start(settings);
  }

  @AfterEach
  void restore() {
    databaseOutage.restore();
    redisOutage.restore();
    brokerOutage.restore();
    awaitReadiness(http, 200, "UP");
  }

  @AfterAll
  void stop() {
    service.close();
    databaseOutage.close();
    redisOutage.close();
    brokerOutage.close();
  }

  @Test
  void withoutPostgresqlItIsDownAndSaysWhy() {
    Instant before = Instant.now();
    databaseOutage.cut();
    awaitReadiness(http, 503, "DOWN");
    part(http, "database", "DOWN")
        .jsonPath("$.components.database.details.since")
        .value(String.class, since -> assertThat(Instant.parse(since)).isAfter(before));
    part(http, "broker", "UP");
  }

  @Test
  void aPostgresqlThatHangsIsDownWithinTheTimeout() {
    databaseOutage.stall();
    awaitReadiness(http, 503, "DOWN");
  }

  @Test
  void withoutTheBrokerItServesOnDegradedAndTellsWhatWaits() {
    brokerOutage.cut();
    awaitReadiness(http, 200, "DEGRADED");
    awaitPart(
        "broker",
        broker ->
            broker
                .jsonPath("$.components.broker.details.reason")
                .isNotEmpty()
                .jsonPath("$.components.broker.details.since")
                .isNotEmpty()
                .jsonPath("$.components.broker.details.outbox.events")
                .isEqualTo(0));
  }

  @Test
  void withoutRedisItServesOnDegraded() {
    redisOutage.cut();
    awaitReadiness(http, 200, "DEGRADED");
    awaitPart("redis", redis -> redis.jsonPath("$.components.redis.details.reason").isNotEmpty());
  }

  @Test
  void aServiceThatNeedsRedisIsDownWithoutIt() {
    try (ConfigurableApplicationContext needy =
        start(Map.of("chat.health.redis-required", "true"))) {
      WebTestClient itsHttp = SmallService.http(needy);
      awaitReadiness(itsHttp, 200, "UP");
      redisOutage.cut();
      awaitReadiness(itsHttp, 503, "DOWN");
    }
  }

  @Test
  void aMissingStoreIsNoReasonToBeRestarted() {
    databaseOutage.cut();
    awaitReadiness(http, 503, "DOWN");
    http.get().uri("/actuator/health/liveness").exchange().expectStatus().isOk();
  }

  private static void awaitReadiness(WebTestClient http, int code, String status) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                readiness(http)
                    .expectStatus()
                    .isEqualTo(code)
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo(status));
  }

  /** What stands degraded as a whole need not be so for this part yet, nor know all about it. */
  private void awaitPart(String name, Consumer<BodyContentSpec> details) {
    await().atMost(PATIENCE).untilAsserted(() -> details.accept(part(http, name, "DEGRADED")));
  }

  private static BodyContentSpec part(WebTestClient http, String name, String status) {
    return readiness(http)
        .expectBody()
        .jsonPath("$.components." + name + ".status")
        .isEqualTo(status);
  }

  private static WebTestClient.ResponseSpec readiness(WebTestClient http) {
    return http.get().uri("/actuator/health/readiness").exchange();
  }
}
