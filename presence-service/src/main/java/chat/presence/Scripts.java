package chat.presence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;

/** The scripts in which presence changes, over keys with one common beginning. */
final class Scripts {
  private final ReactiveStringRedisTemplate redis;
  private final String base;

  /**
   * @param base the beginning of all keys; what stands in braces keeps them together in a cluster
   */
  Scripts(ReactiveStringRedisTemplate redis, String base) {
    this.redis = redis;
    this.base = base;
  }

  static <T> RedisScript<T> load(String name, Class<T> result) {
    return RedisScript.of(text("presence") + text(name), result);
  }

  <T> Mono<T> run(RedisScript<T> script, List<String> arguments) {
    return redis.execute(script, List.of(base), arguments).next();
  }

  Mono<List<String>> stored(List<String> keys) {
    return redis.opsForValue().multiGet(keys.stream().map(base::concat).toList());
  }

  private static String text(String name) {
    try {
      return new ClassPathResource(name + ".lua", Scripts.class)
          .getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
