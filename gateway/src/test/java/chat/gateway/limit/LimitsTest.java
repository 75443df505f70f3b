package chat.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.backing.BackingServices;
import chat.backing.Outage;
import chat.gateway.limit.LimitSettings.Quota;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Flux;

/** Two gateways count what one asker asks. */
class LimitsTest {
  private static final int LIMIT = 500;
  private static final int MORE = LIMIT + 50;
  private static final Outage OUTAGE =
      Outage.before(
          BackingServices.forTests().redis().host(), BackingServices.forTests().redis().port());
  private static final LettuceConnectionFactory CONNECTIONS = connections();

  private final Limits one = gateway();
  private final Limits other = gateway();
  private final String asker = "read:address:" + UUID.randomUUID();

  @BeforeAll
  static void connect() {
    CONNECTIONS.start();
  }

  @AfterAll
  static void disconnect() {
    CONNECTIONS.destroy();
    OUTAGE.close();
  }

  @BeforeEach
  void redisIsThere() {
    OUTAGE.restore();
    var redis = new ReactiveStringRedisTemplate(CONNECTIONS);
    await()
        .ignoreExceptions()
        .until(() -> redis.hasKey(asker).block(Duration.ofSeconds(1)) != null);
  }

  @Test
  void togetherTheyLetThroughAsManyAsConfiguredAndNotOneMore() {
    long passed =
        Flux.range(0, 10_000)
            .flatMap(i -> (i % 2 == 0 ? one : other).take(asker, LIMIT), 64)
            .filter(Verdict::passes)
            .count()
            .blockOptional()
            .orElseThrow();

    // what one has taken beforehand and nobody asked for there is not given to the other
    assertThat(passed).isBetween(LIMIT - LIMIT / 50L, (long) LIMIT);
    assertThat(take(one, "read:address:" + UUID.randomUUID()).passes()).isTrue();
  }

  @Test
  void aloneItLetsThroughExactlyAsManyAndTellsWhatIsLeft() {
    for (int i = 1; i <= LIMIT; i++) {
      Verdict verdict = take(one, asker);
      assertThat(verdict.passes()).isTrue();
      assertThat(verdict.remaining()).isEqualTo(LIMIT - i);
    }
    Verdict refused = take(one, asker);
    assertThat(refused.passes()).isFalse();
    assertThat(refused.remaining()).isZero();
    assertThat(refused.resetSeconds()).isBetween(1L, 60L);
  }

  @Test
  void whenTheTimeIsOverOneMayAskAgain() {
    Limits quick = gateway(Duration.ofMillis(300));
    await().until(() -> passed(quick) < MORE); // asked within one such time
    await().until(() -> take(quick, asker).passes());
  }

  @Test
  void withoutRedisTheLimitHoldsForEachByItself() {
    OUTAGE.cut();
    assertThat(passed(one)).isEqualTo(LIMIT);
    assertThat(passed(other)).isEqualTo(LIMIT);
  }

  @Test
  void aHangingRedisKeepsNobodyWaiting() {
    OUTAGE.stall();
    assertThat(passed(one)).isEqualTo(LIMIT);
  }

  @Test
  void whoeverWaitedForAHangingRedisTogetherHasOneLimitTogether() {
    OUTAGE.stall();
    long passed =
        Flux.range(0, 3 * LIMIT)
            .flatMap(i -> one.take(asker, LIMIT), 64)
            .filter(Verdict::passes)
            .count()
            .blockOptional(Duration.ofSeconds(10))
            .orElseThrow();
    assertThat(passed).isEqualTo(LIMIT);
  }

  @Test
  void whatWasLetThroughBeforeRedisWentCounts() {
    for (int i = 0; i < LIMIT / 2; i++) {
      assertThat(take(one, asker).passes()).isTrue();
    }
    OUTAGE.cut();
    assertThat(passed(one)).isEqualTo(LIMIT - LIMIT / 2);
  }

  /** How many of rather more than it may. */
  private long passed(Limits gateway) {
    return Flux.range(0, MORE)
        .concatMap(i -> gateway.take(asker, LIMIT))
        .filter(Verdict::passes)
        .count()
        .blockOptional(Duration.ofSeconds(10))
        .orElseThrow();
  }

  private static Verdict take(Limits gateway, String asker) {
    return Objects.requireNonNull(gateway.take(asker, LIMIT).block());
  }

  private static Limits gateway() {
    return gateway(Duration.ofMinutes(1));
  }

  private static Limits gateway(Duration per) {
    var classes = Map.of("read", new Quota(LIMIT, LIMIT), "write", new Quota(LIMIT, LIMIT));
    var settings = new LimitSettings(true, per, Duration.ofMillis(250), classes);
    return new Limits(new ReactiveStringRedisTemplate(CONNECTIONS), settings, Clock.systemUTC());
  }

  private static LettuceConnectionFactory connections() {
    URI url = URI.create(BackingServices.forTests().redis().at(OUTAGE.host(), OUTAGE.port()).url());
    var configuration = LettuceConnectionFactory.createRedisConfiguration(url.toString());
    var client =
        LettuceClientConfiguration.builder()
            .clientOptions(
                ClientOptions.builder()
                    .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                    .build())
            .build();
    return new LettuceConnectionFactory(configuration, client);
  }
}
