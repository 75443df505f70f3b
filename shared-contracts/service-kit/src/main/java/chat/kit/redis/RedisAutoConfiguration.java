package chat.kit.redis;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * What Lettuce does by itself is to hoard commands, and to try again as rarely as twice a minute.
 */
@AutoConfiguration(before = DataRedisAutoConfiguration.class)
public final class RedisAutoConfiguration {
  private static final Duration LONGEST_DELAY = Duration.ofMillis(500);

  @Bean
  LettuceClientOptionsBuilderCustomizer failAtOnce() {
    return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
  }

  @Bean
  ClientResourcesBuilderCustomizer soonBack() {
    return resources ->
        resources.reconnectDelay(
            Delay.exponential(Duration.ZERO, LONGEST_DELAY, 2, TimeUnit.MILLISECONDS));
  }
}
