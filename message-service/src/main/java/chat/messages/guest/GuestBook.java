package chat.messages.guest;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is kept of guests in Redis, for all nodes together. Without Redis guests are welcomed all
 * the same; they only cannot come back as who they were.
 */
@Component
class GuestBook {
  private static final Logger log = LoggerFactory.getLogger(GuestBook.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Counts one more, and says how many there were within the window. */
  private static final RedisScript<Long> COUNT =
      RedisScript.of(
          """
          local n = redis.call('INCR', KEYS[1])
          if n == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
          return n
          """,
          Long.class);

  private final ReactiveStringRedisTemplate redis;
  private final GuestSettings settings;

  GuestBook(ReactiveStringRedisTemplate redis, GuestSettings settings) {
    this.redis = redis;
    this.settings = settings;
  }

  Mono<Passes> find(GuestKey key) {
    return redis
        .opsForValue()
        .get(entry(key))
        .map(text -> JSON.readValue(key.open(text), Passes.class))
        .timeout(PATIENCE)
        .onErrorResume(GuestBook::away);
  }

  Mono<Void> keep(GuestKey key, Passes passes) {
    return redis
        .opsForValue()
        .set(entry(key), key.seal(JSON.writeValueAsString(passes)), settings.kept())
        .timeout(PATIENCE)
        .onErrorResume(GuestBook::away)
        .then();
  }

  Mono<Void> forget(GuestKey key) {
    return redis.delete(entry(key)).timeout(PATIENCE).onErrorResume(GuestBook::away).then();
  }

  /** How often that has happened within the window, this time included. */
  Mono<Long> count(String what) {
    String window = Long.toString(settings.window().toMillis());
    return redis
        .execute(COUNT, List.of("chat:guests:" + what), List.of(window))
        .next()
        .timeout(PATIENCE)
        .onErrorResume(GuestBook::away);
  }

  private static String entry(GuestKey key) {
    return "chat:guests:of:" + key.name();
  }

  private static <T> Mono<T> away(Throwable error) {
    log.warn("The guest book cannot be used now: {}", error.toString());
    return Mono.empty();
  }
}
