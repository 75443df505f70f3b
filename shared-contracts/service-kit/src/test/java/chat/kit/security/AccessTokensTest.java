package chat.kit.security;

import static org.assertj.core.api.Assertions.assertThat;

import chat.kit.problem.Problem;
import chat.kit.testing.TestIdentity;
import chat.wire.ProblemType;
import chat.wire.UserId;
import io.micrometer.observation.ObservationRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.test.StepVerifier;

class AccessTokensTest {
  private static final Duration NEVER = Duration.ofMinutes(1);

  /** Nothing asks Redis about a token, so a template that cannot connect will do. */
  private static final ReactiveStringRedisTemplate UNUSED =
      new ReactiveStringRedisTemplate(new LettuceConnectionFactory());

  private final TestIdentity identity = TestIdentity.start();
  private final HttpClients clients = new HttpClients(settings(), ObservationRegistry.NOOP);
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final SigningKeys keys =
      new SigningKeys(
          new PublishedKeys(clients.plain(), URI.create(identity.jwksUri())), Duration.ofMillis(1));
  private final AccessTokens tokens = tokens(keys);

  @AfterEach
  void stop() {
    identity.close();
    clients.close();
  }

  @Test
  void aTokenThatWasGoodIsRefusedOnceItHasEnded() {
    String token = token();
    accepts(token);
    now.set(Instant.now().plus(Duration.ofMinutes(6)));
    refuses(token, ProblemType.TOKEN_EXPIRED);
  }

  @Test
  void aTokenThatWasGoodIsRefusedOnceItsKeyIsWithdrawn() {
    String token = token();
    accepts(token);
    identity.rotate();
    accepts(token());
    accepts(token);
    identity.withdrawOldKeys();
    keys.keptFresh(NEVER).blockFirst();
    refuses(token, ProblemType.TOKEN_REJECTED);
  }

  @Test
  void whileNoKeyIsKnownItSaysThatItCannotTell() {
    identity.goAway();
    refuses(token(), ProblemType.UNAVAILABLE);
  }

  @Test
  void remembersNoMoreThanItMayAndKeepsWhatIsUsed() {
    VerifiedTokens verified = new VerifiedTokens(keys.held(), 10);
    AccessToken any = new AccessToken(new CallingService("any"), Instant.now());
    verified.put("used", any);
    for (int i = 0; i < 100; i++) {
      verified.put("once " + i, any);
      assertThat(verified.get("used")).isNotNull();
      assertThat(verified.size()).isLessThanOrEqualTo(10);
    }
    assertThat(verified.get("once 0")).isNull();
  }

  private AccessTokens tokens(SigningKeys keys) {
    InstantSource clock = now::get;
    SecuritySettings settings =
        new SecuritySettings(
            TestIdentity.ISSUER,
            "chat",
            URI.create(identity.jwksUri()),
            Duration.ZERO,
            List.of(),
            List.of(),
            List.of(),
            NEVER,
            NEVER,
            NEVER,
            10,
            10);
    return new AccessTokens(
        keys,
        new TokenClaims(settings, clock.withZone(ZoneOffset.UTC)),
        new RevokedSessions(UNUSED, Clock.systemUTC(), 10),
        10);
  }

  private static ServiceSettings settings() {
    return new ServiceSettings(null, null, URI.create("http://unused"), NEVER, NEVER, 4, 512);
  }

  private String token() {
    return identity.token(new UserId(UUID.randomUUID()), "Ada");
  }

  private void accepts(String token) {
    StepVerifier.create(tokens.read(token)).expectNextCount(1).verifyComplete();
  }

  private void refuses(String token, ProblemType type) {
    StepVerifier.create(tokens.read(token))
        .expectErrorSatisfies(e -> assertThat(((Problem) e).type()).isEqualTo(type))
        .verify();
  }
}
