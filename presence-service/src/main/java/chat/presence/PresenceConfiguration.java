package chat.presence;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** Where presence keeps its state. */
@Configuration(proxyBeanMethods = false)
class PresenceConfiguration {
  @Bean
  Scripts scripts(ReactiveStringRedisTemplate redis) {
    return new Scripts(redis, "chat:{presence}:");
  }
}
