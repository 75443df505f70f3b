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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

@AuthTest
class KeysTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Api api;
  private final KeyRing ring;
  private final KeyStore store;
  private final KeySettings settings;
  private final DatabaseClient db;
  private final TransactionalOperator transaction;

  KeysTest(
      Environment environment,
      KeyRing ring,
      KeyStore store,
      KeySettings settings,
      DatabaseClient db,
      TransactionalOperator transaction) {
    this.api = new Api(environment);
    this.ring = ring;
    this.store = store;
    this.settings = settings;
    this.db = db;
    this.transaction = transaction;
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
                      () -> from.plusSeconds(i),
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

    assertThat(statuses).isNotEmpty().containsOnly(200);
    assertThat(Instant.now()).isAfterOrEqualTo(next.activeFrom());
  }

  @Test
  void signsWithAKeyOnlyLongAfterItIsPublishedHoweverLongItTookToMake() {
    await().atMost(PATIENCE).until(() -> !newestSignsFrom().isAfter(Instant.now()));
    Sinks.Empty<Void> enough = Sinks.empty();
    db.sql(KeyStore.LOCK).then().then(enough.asMono()).as(transaction::transactional).subscribe();
    CompletableFuture<SigningKey> made;
    Instant released;
    try {
      await().atMost(PATIENCE).until(() -> locks("granted") == 1);
      made = ring.rotate().toFuture();
      await().atMost(PATIENCE).until(() -> locks("NOT granted") == 1);
      released = Instant.now();
    } finally {
      enough.tryEmitEmpty().orThrow();
    }

    assertThat(made.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join().activeFrom())
        .isAfterOrEqualTo(released.plus(settings.publishAhead()));
  }

  @Test
  void bringsOneKeyAtATime() {
    SigningKey first = Objects.requireNonNull(ring.rotate().block());
    SigningKey second = Objects.requireNonNull(ring.rotate().block());

    assertThat(second.kid()).isEqualTo(first.kid());
    await().atMost(Duration.ofSeconds(10)).until(() -> Instant.now().isAfter(first.activeFrom()));
  }

  private Instant newestSignsFrom() {
    return Objects.requireNonNull(store.all().block()).getLast().activeFrom();
  }

  private long locks(String which) {
    return Objects.requireNonNull(
        db.sql(
                """
                SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                WHERE d.datname = current_database() AND l.locktype = 'advisory'
                  AND l.objid::bigint = hashtext('chat.auth.signing_keys')::bigint & 4294967295
                  AND\s"""
                    + which)
            .mapValue(Long.class)
            .one()
            .block());
  }

  private static String kid(Answer answer) throws ParseException {
    return SignedJWT.parse(answer.text("accessToken")).getHeader().getKeyID();
  }
}
