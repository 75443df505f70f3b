package chat.kit.security;

import chat.wire.SessionId;
import chat.wire.names.Channels;
import chat.wire.names.RedisKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Range;
import org.springframework.data.domain.Range.Bound;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * The sessions that were ended before their tokens: held in memory, so that no request asks Redis.
 *
 * <p>A revocation arrives as a message, which may be lost; so it also moves a version, which every
 * node compares with its own several times a second and, when it has moved, reads the set again.
 * While Redis is away a node goes on with what it knows.
 */
public final class RevokedSessions {
  /** Counts the changes of the set, after each of them. */
  static final String VERSION = RedisKeys.REVOKED_SESSIONS + ":version";

  /** The set is read at least this often, even when its version says that nothing has changed. */
  private static final Duration REREAD = Duration.ofSeconds(30);

  /** A token is believed a little beyond its end, because clocks differ; so is its revocation. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration LAST_RETRY = Duration.ofSeconds(1);
  private static final int LISTENER_BACKLOG = 100_000;
  private static final int AGAIN_MILLIS = 1;

  /** Lettuce opens a connection on the thread that first wants it, and waits for it there. */
  private static final Scheduler MAY_BLOCK = Schedulers.boundedElastic();

  private static final Logger log = LoggerFactory.getLogger(RevokedSessions.class);

  private final ReactiveStringRedisTemplate redis;
  private final Clock clock;
  private final int held;
  private final Map<SessionId, Instant> forgetAt = new ConcurrentHashMap<>();
  private final Sinks.Many<SessionId> live = Sinks.many().multicast().directBestEffort();
  private volatile String version = "";
  private volatile Instant readAt = Instant.EPOCH;
  private volatile boolean inReach = true;

  RevokedSessions(ReactiveStringRedisTemplate redis, Clock clock, int held) {
    this.redis = redis;
    this.clock = clock;
    this.held = held;
  }

  public boolean contains(SessionId session) {
    return forgetAt.containsKey(session);
  }

  /** Revocations as this node learns of them, each once. */
  public Flux<SessionId> live() {
    return live.asFlux().onBackpressureBuffer(LISTENER_BACKLOG);
  }

  /**
   * Ends a session on every node.
   *
   * @param forgetAt when the last access token of the session has ended
   */
  public Mono<Void> revoke(SessionId session, Instant forgetAt) {
    String id = session.toString();
    return redis
        .opsForZSet()
        .removeRangeByScore(
            RedisKeys.REVOKED_SESSIONS, Range.leftUnbounded(Bound.exclusive(forgettable())))
        .then(
            redis
                .opsForZSet()
                .add(RedisKeys.REVOKED_SESSIONS, id, (double) forgetAt.getEpochSecond()))
        // only now, so that whoever sees the version moved finds the session in the set
        .then(redis.opsForValue().increment(VERSION))
        .doOnNext(moved -> learn(session, forgetAt))
        .then(redis.convertAndSend(Channels.SESSIONS_REVOKED, id))
        .then();
  }

  /** Learns of every revocation, for as long as it is subscribed to. */
  Flux<Void> followed(Duration poll) {
    return Flux.merge(
        heard().retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_RETRY).maxBackoff(LAST_RETRY)),
        Flux.interval(poll).onBackpressureDrop().concatMap(tick -> caughtUp()));
  }

  private Flux<Void> heard() {
    return Flux.defer(() -> redis.listenToChannel(Channels.SESSIONS_REVOKED))
        .subscribeOn(MAY_BLOCK)
        .mapNotNull(message -> session(message.getMessage()))
        // a message does not say for how long; the next reading of the set does
        .doOnNext(session -> learn(session, clock.instant()))
        .thenMany(Flux.empty());
  }

  /** Reads the set again when it has changed since this node last read it. */
  Mono<Void> caughtUp() {
    return Mono.defer(this::readWhenMoved)
        .subscribeOn(MAY_BLOCK)
        .doOnSuccess(done -> inReach())
        .onErrorResume(e -> Mono.fromRunnable(() -> outOfReach(e)));
  }

  private void inReach() {
    if (!inReach) {
      log.info("Redis is back: the revoked sessions are up to date");
    }
    inReach = true;
  }

  private void outOfReach(Throwable e) {
    if (inReach) {
      log.warn("Redis is away: sessions revoked from now on are not known here ({})", e.toString());
    }
    inReach = false;
  }

  private Mono<Void> readWhenMoved() {
    return redis
        .opsForValue()
        .get(VERSION)
        .defaultIfEmpty("")
        .filter(now -> !now.equals(version) || readAt.plus(REREAD).isBefore(clock.instant()))
        .flatMap(this::read);
  }

  private Mono<Void> read(String moved) {
    Instant from = clock.instant();
    return redis
        .opsForZSet()
        .reverseRangeByScoreWithScores(
            RedisKeys.REVOKED_SESSIONS,
            Range.rightUnbounded(Bound.inclusive(forgettable())),
            Limit.limit().count(held))
        .doOnNext(this::learn)
        .then(Mono.fromRunnable(() -> readUpTo(moved, from)));
  }

  private void readUpTo(String moved, Instant from) {
    forgetAt.values().removeIf(end -> end.isBefore(from.minus(GRACE)));
    if (forgetAt.size() >= held) {
      log.error("{} sessions are revoked, and no more can be held in memory", held);
    }
    version = moved;
    readAt = from;
  }

  private void learn(TypedTuple<String> entry) {
    SessionId session = session(entry.getValue());
    if (session != null && entry.getScore() != null) {
      Instant end = Instant.ofEpochSecond(entry.getScore().longValue());
      learn(session, end);
      forgetAt.replace(session, end);
    }
  }

  private static @Nullable SessionId session(@Nullable String text) {
    try {
      return text == null ? null : SessionId.of(text);
    } catch (IllegalArgumentException e) {
      log.warn("Among the revoked sessions there is something else: {}", text);
      return null;
    }
  }

  /** From any thread. */
  void learn(SessionId session, Instant end) {
    if (forgetAt.putIfAbsent(session, end) != null) {
      return;
    }
    tell(session);
    if (forgetAt.size() > held) {
      forgetOne();
    }
  }

  /** Another may be told of at this very moment, by a thread that nobody need wait for. */
  private void tell(SessionId session) {
    if (live.tryEmitNext(session) == Sinks.EmitResult.FAIL_NON_SERIALIZED) {
      Schedulers.parallel().schedule(() -> tell(session), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Whose tokens end first does the least harm. */
  private void forgetOne() {
    forgetAt.entrySet().stream()
        .min(Map.Entry.comparingByValue(Comparator.naturalOrder()))
        .ifPresent(first -> forgetAt.remove(first.getKey()));
  }

  private double forgettable() {
    return (double) clock.instant().minus(GRACE).getEpochSecond();
  }
}
