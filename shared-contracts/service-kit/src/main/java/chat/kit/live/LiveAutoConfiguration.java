package chat.kit.live;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** Offers live fan-out to every service that has Redis. */
@AutoConfiguration(after = DataRedisReactiveAutoConfiguration.class)
@ConditionalOnBean(ReactiveStringRedisTemplate.class)
class LiveAutoConfiguration {
  @Bean
  LiveFrames liveFrames(ReactiveStringRedisTemplate redis) {
    return new LiveFrames(redis);
  }
}
