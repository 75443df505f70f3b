package chat.auth.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.auth.Api;
import chat.auth.Api.Answer;
import chat.auth.AuthTest;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

@AuthTest
class KeysTest {
  private final Api api;
  private final KeyRing ring;
  private final KeyStore store;
  private final DatabaseClient db;

  KeysTest(Environment environment, KeyRing ring, KeyStore store, DatabaseClient db) {
    this.api = new Api(environment);
    this.ring = ring;
    this.store = store;
    this.db = db;
  }

  @Test
  void publishesPublicHalvesOnly() {
    Answer jwks = api.get("/.well-known/jwks.json", null).is(200);

    assertThat(jwks.body().get("keys")).isNotEmpty();
    assertThat(jwks.body().at("/keys/0/kty").asString()).isEqualTo("RSA");
    assertThat(jwks.body().at("/keys/0/alg").asString()).isEqualTo("RS256");
    assertThat(jwks.body().at("/keys/0/d").isMissingNode()).isTrue();
    assertThat(jwks.header("cache-control")).contains("max-age");
  }

  @Test
  void sealsPrivateKeysInTheDatabase() {
    ring.keys().block();
    List<String> pairs =
        db.sql("SELECT encode(sealed_pair, 'escape') FROM signing_keys")
            .mapValue(String.class)
            .all()
            .toStream()
            .toList();

    assertThat(pairs).isNotEmpty().noneMatch(pair -> pair.contains("kty"));
  }

  @Test
  void makesOneKeyHoweverManyInstancesFindItMissing() {
    Instant from = Instant.now().plus(Duration.ofDays(300));
    try {
      Flux.range(0, 6)
          .flatMap(
              i ->
                  store.addUnlessDone(
                      from.plusSeconds(i),
                      keys ->
                          keys.stream()
                              .noneMatch(key -> key.activeFrom().isAfter(from.minusSeconds(1)))))
          .then()
          .block();

      assertThat(Objects.requireNonNull(store.all().block()))
          .filteredOn(key -> key.activeFrom().isAfter(from.minusSeconds(1)))
          .hasSize(1);
    } finally {
      db.sql("DELETE FROM signing_keys WHERE active_from >= :from")
          .bind("from", from.minusSeconds(1))
          .then()
          .block();
    }
  }

  @Test
  void rotatesUnderLoadWithoutARefusedRequest() throws ParseException {
    String refresh = api.register(Api.newName()).text("refreshToken");
    SigningKey next = Objects.requireNonNull(ring.rotate().block());
    assertThat(api.get("/.well-known/jwks.json", null).body().toString()).contains(next.kid());
    assertThat(next.activeFrom()).isAfter(Instant.now());

    Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    Answer answer = api.refresh(refresh).is(200);
    while (!kid(answer).equals(next.kid())) {
      assertThat(Instant.now()).isBefore(next.activeFrom().plusSeconds(10));
      statuses.add(api.get("/api/v1/users/me", answer.text("accessToken")).status());
      answer = api.refresh(answer.text("refreshToken")).is(200);
    }
    statuses.add(api.get("/api/v1/users/me", answer.text("accessToken")).status());

    assertThat(statuses).hasSizeGreaterThan(3).containsOnly(200);
    assertThat(Instant.now()).isAfterOrEqualTo(next.activeFrom());
  }

  @Test
  void bringsOneKeyAtATime() {
    SigningKey first = Objects.requireNonNull(ring.rotate().block());
    SigningKey second = Objects.requireNonNull(ring.rotate().block());

    assertThat(second.kid()).isEqualTo(first.kid());
    await().atMost(Duration.ofSeconds(10)).until(() -> Instant.now().isAfter(first.activeFrom()));
  }

  private static String kid(Answer answer) throws ParseException {
    return SignedJWT.parse(answer.text("accessToken")).getHeader().getKeyID();
  }
}
