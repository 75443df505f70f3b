package chat.auth.mail;

import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the last letters of a local run, for every instance to see. */
class Mailbox implements Post {
  private static final String KEY = "chat:auth:mailbox";
  private static final int LETTERS = 100;

  private final ReactiveStringRedisTemplate redis;
  private final JsonMapper json;

  Mailbox(ReactiveStringRedisTemplate redis, JsonMapper json) {
    this.redis = redis;
    this.json = json;
  }

  @Override
  public Mono<Void> deliver(Letter letter) {
    return redis
        .opsForList()
        .leftPush(KEY, json.writeValueAsString(letter))
        .then(redis.opsForList().trim(KEY, 0, LETTERS - 1))
        .then();
  }

  /** The newest first. */
  Flux<Letter> letters() {
    return redis.opsForList().range(KEY, 0, -1).map(text -> json.readValue(text, Letter.class));
  }
}
