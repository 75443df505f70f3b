package chat.kit.event;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** Gives a service with a broker and no database an inbox in Redis. */
@AutoConfiguration(
    after = {OutboxAutoConfiguration.class, DataRedisReactiveAutoConfiguration.class})
@ConditionalOnClass(name = "org.springframework.amqp.rabbit.connection.ConnectionFactory")
@ConditionalOnBean({Broker.class, ReactiveStringRedisTemplate.class})
@ConditionalOnMissingBean(Inbox.class)
class RedisInboxAutoConfiguration {
  @Bean
  RedisInbox redisInbox(ReactiveStringRedisTemplate redis, MessagingSettings settings) {
    return new RedisInbox(redis, settings.keepHandled());
  }
}
