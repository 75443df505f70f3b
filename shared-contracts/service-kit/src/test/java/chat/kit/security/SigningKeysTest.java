package chat.kit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.kit.testing.BadToken;
import chat.kit.testing.TestIdentity;
import chat.kit.testing.TestToken;
import chat.wire.UserId;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import io.micrometer.observation.ObservationRegistry;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class SigningKeysTest {
  private static final Duration LONG_PAUSE = Duration.ofMinutes(1);
  private static final Duration NO_PAUSE = Duration.ofMillis(1);

  private final TestIdentity identity = TestIdentity.start();
  private final HttpClients clients = new HttpClients(settings(), ObservationRegistry.NOOP);

  @AfterEach
  void stop() {
    identity.close();
    clients.close();
  }

  @Test
  void oneFetchServesAllTokensOfAKey() {
    SigningKeys keys = keys(LONG_PAUSE);
    for (int i = 0; i < 50; i++) {
      StepVerifier.create(keys.of(token())).expectNextCount(1).verifyComplete();
    }
    assertThat(identity.keyRequests()).isEqualTo(1);
  }

  @Test
  void aFloodOfMadeUpKeyIdsReachesAuthServiceAsATrickle() {
    SigningKeys keys = keys(LONG_PAUSE);
    Flux<JWK> flood =
        Flux.range(0, 500).flatMap(i -> keys.of(parsed(person().keyId("made-up-" + i))), 64);
    StepVerifier.create(flood).verifyComplete();
    assertThat(identity.keyRequests()).isEqualTo(1);
  }

  @Test
  void aTokenSignedWithAnotherAlgorithmAsksForNothing() {
    SignedJWT forged = parsed(BadToken.ANOTHER_RSA_ALGORITHM.token(identity));
    StepVerifier.create(keys(LONG_PAUSE).of(forged)).verifyComplete();
    assertThat(identity.keyRequests()).isZero();
  }

  @Test
  void knownKeysServeWhileAuthServiceIsAway() {
    SigningKeys keys = keys(NO_PAUSE);
    StepVerifier.create(keys.of(token())).expectNextCount(1).verifyComplete();
    identity.goAway();
    Disposable refreshing = keys.keptFresh(Duration.ofMillis(10)).subscribe();
    int before = identity.keyRequests();
    await().until(() -> identity.keyRequests() > before + 3);
    StepVerifier.create(keys.of(token())).expectNextCount(1).verifyComplete();
    refreshing.dispose();
  }

  @Test
  void aNewKeyIsFoundWithoutARestart() {
    SigningKeys keys = keys(NO_PAUSE);
    StepVerifier.create(keys.of(token())).expectNextCount(1).verifyComplete();
    identity.rotate();
    await()
        .untilAsserted(
            () -> StepVerifier.create(keys.of(token())).expectNextCount(1).verifyComplete());
  }

  @Test
  void withoutAnyKeyNothingCanBeSaidAboutAToken() {
    identity.goAway();
    StepVerifier.create(keys(LONG_PAUSE).of(token()))
        .expectError(WebClientResponseException.class)
        .verify();
  }

  private SigningKeys keys(Duration pause) {
    return new SigningKeys(
        new PublishedKeys(clients.plain(), URI.create(identity.jwksUri())), pause);
  }

  private TestToken person() {
    return identity.user(new UserId(UUID.randomUUID()), "Ada");
  }

  private SignedJWT token() {
    return parsed(person());
  }

  private static SignedJWT parsed(TestToken token) {
    return parsed(token.signed());
  }

  private static SignedJWT parsed(String token) {
    try {
      return SignedJWT.parse(token);
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ServiceSettings settings() {
    Duration second = Duration.ofSeconds(5);
    return new ServiceSettings(null, null, URI.create("http://unused"), second, second, 4, 512);
  }
}
