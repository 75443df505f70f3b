package chat.kit.event;

import java.time.Duration;
import java.util.UUID;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;

/**
 * Keys in Redis that expire, for services without a database. An event is remembered after its
 * effect: a crash in between lets the effect happen again, so it must be idempotent.
 */
final class RedisInbox implements Inbox {
  private final ReactiveStringRedisTemplate redis;
  private final Duration keep;

  RedisInbox(ReactiveStringRedisTemplate redis, Duration keep) {
    this.redis = redis;
    this.keep = keep;
  }

  @Override
  public Mono<Boolean> once(String queue, UUID event, Mono<Void> effect) {
    var key = "chat:handled:" + queue + ":" + event;
    return redis
        .hasKey(key)
        .flatMap(known -> known ? Mono.just(false) : effect.then(remember(key)));
  }

  private Mono<Boolean> remember(String key) {
    return redis.opsForValue().setIfAbsent(key, "", keep).thenReturn(true);
  }
}
