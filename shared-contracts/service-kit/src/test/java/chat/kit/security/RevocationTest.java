package chat.kit.security;

import static chat.kit.security.RevokedSessions.VERSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.backing.BackingServices;
import chat.backing.Outage;
import chat.kit.small.KitTest;
import chat.kit.small.SmallService;
import chat.kit.testing.TestIdentity;
import chat.wire.SessionId;
import chat.wire.UserId;
import chat.wire.names.RedisKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.Disposable;

@KitTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevocationTest {
  /** A second is promised; on a busy machine a test that ends there would tell of its load. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Outage redisOfTheOther =
      Outage.before(
          BackingServices.forTests().redis().host(), BackingServices.forTests().redis().port());
  private final ConfigurableApplicationContext other = startBehind(redisOfTheOther);
  private final WebTestClient http;
  private final RevokedSessions here;
  private final RevokedSessions there = other.getBean(RevokedSessions.class);
  private final ReactiveStringRedisTemplate redis;
  private final TestIdentity identity;

  RevocationTest(
      @LocalServerPort int port,
      RevokedSessions here,
      ReactiveStringRedisTemplate redis,
      TestIdentity identity) {
    this.http = SmallService.http(port);
    this.here = here;
    this.redis = redis;
    this.identity = identity;
  }

  private static ConfigurableApplicationContext startBehind(Outage outage) {
    return SmallService.start(
        Map.of(
            "spring.data.redis.url",
            BackingServices.forTests().redis().at(outage.host(), outage.port()).url()));
  }

  @AfterAll
  void stop() {
    other.close();
    redisOfTheOther.close();
  }

  @Test
  void anEndedSessionIsRefusedOnEveryNodeWithinASecond() {
    SessionId session = aSession();
    String token = tokenOf(session);
    answers(token, 200);
    revoke(session);
    await().atMost(SOON).until(() -> there.contains(session));
    answers(token, 401);
  }

  @Test
  void whoIsSlowToHearOfOneDelaysNoOtherAndMissesNone() throws InterruptedException {
    List<SessionId> heard = new CopyOnWriteArrayList<>();
    SessionId first = aSession();
    SessionId second = aSession();
    CountDownLatch hearing = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    RevokedSessions slow = new RevokedSessions(redis, Clock.systemUTC(), 10);
    Disposable listener =
        slow.live()
            .subscribe(
                session -> {
                  heard.add(session);
                  hearing.countDown();
                  untilEnough(enough);
                });

    Instant end = Instant.now().plusSeconds(60);
    Thread busy = Thread.ofVirtual().start(() -> slow.learn(first, end));
    hearing.await();
    slow.learn(second, end);
    assertThat(heard).containsExactly(first);
    enough.countDown();

    await().until(() -> heard.contains(second));
    busy.join();
    listener.dispose();
  }

  @Test
  void aLostMessageIsFoundAllTheSame() {
    SessionId session = aSession();
    redis
        .opsForZSet()
        .add(RedisKeys.REVOKED_SESSIONS, session.toString(), Instant.now().getEpochSecond() + 60.0)
        .then(redis.opsForValue().increment(VERSION))
        .block();
    await().atMost(SOON).until(() -> there.contains(session) && here.contains(session));
  }

  @Test
  void aNodeThatWasCutOffFromRedisCatchesUp() {
    SessionId session = aSession();
    String token = tokenOf(session);
    redisOfTheOther.cut();
    revoke(session);
    assertThat(there.contains(session)).isFalse();
    SmallService.http(other)
        .get()
        .uri("/me")
        .headers(headers -> headers.setBearerAuth(token))
        .exchange()
        .expectStatus()
        .isOk();
    redisOfTheOther.restore();
    await().atMost(SOON).until(() -> there.contains(session));
    SessionId next = aSession();
    revoke(next);
    await().atMost(SOON).until(() -> there.contains(next));
  }

  @Test
  void aNodeStartsWithoutRedisAndCatchesUp() {
    SessionId session = aSession();
    try (Outage redisAway =
        Outage.before(
            BackingServices.forTests().redis().host(), BackingServices.forTests().redis().port())) {
      redisAway.cut();
      revoke(session);
      try (ConfigurableApplicationContext lonely = startBehind(redisAway)) {
        SmallService.http(lonely)
            .get()
            .uri("/me")
            .headers(headers -> headers.setBearerAuth(tokenOf(aSession())))
            .exchange()
            .expectStatus()
            .isOk();
        redisAway.restore();
        RevokedSessions its = lonely.getBean(RevokedSessions.class);
        await().until(() -> its.contains(session));
      }
    }
  }

  @Test
  void aNodeThatStartsKnowsWhatWasRevokedBefore() {
    SessionId session = aSession();
    revoke(session);
    try (ConfigurableApplicationContext late = SmallService.start(Map.of())) {
      assertThat(late.getBean(RevokedSessions.class).contains(session)).isTrue();
    }
  }

  @Test
  void tellsWhoeverCutsSocketsOfEachRevocationOnce() {
    List<SessionId> told = new CopyOnWriteArrayList<>();
    Disposable listening = there.live().subscribe(told::add);
    SessionId first = aSession();
    SessionId second = aSession();
    revoke(first);
    revoke(first);
    revoke(second);
    await().until(() -> told.contains(second));
    await()
        .during(Duration.ofSeconds(1))
        .until(() -> told.stream().filter(first::equals).count() == 1);
    listening.dispose();
  }

  @Test
  void forgetsASessionWhoseTokensHaveEnded() {
    Instant start = Instant.now();
    AtomicReference<Instant> now = new AtomicReference<>(start);
    InstantSource clock = now::get;
    RevokedSessions one = new RevokedSessions(redis, clock.withZone(ZoneOffset.UTC), 100);
    RevokedSessions two = new RevokedSessions(redis, clock.withZone(ZoneOffset.UTC), 100);
    Disposable listening = two.followed(Duration.ofHours(1)).subscribe();
    SessionId session = aSession();
    await()
        .until(
            () -> {
              one.revoke(session, start.plusSeconds(300)).block();
              return two.contains(session);
            });
    two.caughtUp().block();
    now.set(start.plusSeconds(300));
    one.caughtUp().then(two.caughtUp()).block();
    assertThat(one.contains(session)).isTrue();
    assertThat(two.contains(session)).isTrue();
    now.set(start.plusSeconds(420));
    one.caughtUp().then(two.caughtUp()).block();
    assertThat(one.contains(session)).isFalse();
    assertThat(two.contains(session)).isFalse();
    listening.dispose();
  }

  @Test
  void holdsNoMoreThanItMayAndLetsGoOfWhatEndsFirst() {
    RevokedSessions small = new RevokedSessions(redis, Clock.systemUTC(), 3);
    List<SessionId> sessions = LongStream.range(0, 5).mapToObj(i -> aSession()).toList();
    for (int i = 0; i < 5; i++) {
      small.revoke(sessions.get(i), Instant.now().plusSeconds(60 + i)).block();
    }
    assertThat(sessions.stream().filter(small::contains)).isEqualTo(sessions.subList(2, 5));
  }

  private static void untilEnough(CountDownLatch enough) {
    try {
      enough.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private SessionId aSession() {
    return new SessionId(UUID.randomUUID());
  }

  private String tokenOf(SessionId session) {
    return identity.user(new UserId(UUID.randomUUID()), "Ada").session(session).signed();
  }

  private void revoke(SessionId session) {
    here.revoke(session, Instant.now().plus(Duration.ofMinutes(5))).block();
  }

  private void answers(String token, int status) {
    for (WebTestClient node : List.of(http, SmallService.http(other))) {
      node.get()
          .uri("/me")
          .headers(headers -> headers.setBearerAuth(token))
          .exchange()
          .expectStatus()
          .isEqualTo(status);
    }
  }
}
