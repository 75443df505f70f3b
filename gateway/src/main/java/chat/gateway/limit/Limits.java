package chat.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Counts in Redis, for all gateways together. While Redis is away each gateway counts for itself:
 * then the limit holds per gateway rather than not at all.
 */
@Component
final class Limits {
  private static final Logger log = LoggerFactory.getLogger(Limits.class);

  /** Of the whole, taken at a time. */
  private static final int PARTS = 50;

  private static final int ASKERS = 200_000;
  private static final Duration LEFT_ALONE = Duration.ofSeconds(1);

  /** Counts ARGV[1] more; answers the count and for how many milliseconds it goes on. */
  @SuppressWarnings("rawtypes") // a script's answer is a bare list
  private static final RedisScript<List> COUNT =
      RedisScript.of(
          """
          local used = redis.call('INCRBY', KEYS[1], ARGV[1])
          local left = redis.call('PTTL', KEYS[1])
          if left < 0 then
            redis.call('PEXPIRE', KEYS[1], ARGV[2])
            left = tonumber(ARGV[2])
          end
          return {used, left}
          """,
          List.class);

  private final ReactiveStringRedisTemplate redis;
  private final LimitSettings settings;
  private final Clock clock;
  private final Cache<String, Window> windows;
  private volatile long redisLeftAloneUntil;

  Limits(ReactiveStringRedisTemplate redis, LimitSettings settings, Clock clock) {
    this.redis = redis;
    this.settings = settings;
    this.clock = clock;
    this.windows =
        Caffeine.newBuilder().maximumSize(ASKERS).expireAfterAccess(settings.per()).build();
  }

  /** Counts one request of this asker. */
  Mono<Verdict> take(String asker, int limit) {
    Window window = windows.get(asker, key -> new Window(limit));
    Verdict known = window.take(clock.millis());
    return known == null ? takeMore(asker, limit, window) : Mono.just(known);
  }

  /** As after a restart: what was taken beforehand is given up. */
  void forget() {
    windows.invalidateAll();
  }

  private Mono<Verdict> takeMore(String asker, int limit, Window window) {
    int part = Math.max(1, limit / PARTS);
    if (clock.millis() < redisLeftAloneUntil) {
      return Mono.fromSupplier(() -> countHere(window));
    }
    return redis
        .execute(
            COUNT,
            List.of("chat:gateway:limit:" + asker),
            List.of(Integer.toString(part), Long.toString(settings.per().toMillis())))
        .next()
        .timeout(settings.patience())
        .map(answer -> granted(answer, part, limit, window))
        .onErrorResume(
            error -> {
              redisIsAway(error);
              return Mono.fromSupplier(() -> countHere(window));
            });
  }

  private Verdict granted(List<?> answer, int part, int limit, Window window) {
    long used = (Long) answer.getFirst();
    Duration left = Duration.ofMillis((Long) answer.getLast());
    long granted = Math.clamp(limit - (used - part), 0, part);
    return window.grant((int) granted, used, left, clock.millis());
  }

  private Verdict countHere(Window window) {
    return window.grantAlone(settings.per(), clock.millis());
  }

  private void redisIsAway(Throwable error) {
    long now = clock.millis();
    if (now >= redisLeftAloneUntil) {
      redisLeftAloneUntil = now + LEFT_ALONE.toMillis();
      log.warn("Requests are counted by this gateway alone, Redis is away: {}", error.toString());
    }
  }
}
