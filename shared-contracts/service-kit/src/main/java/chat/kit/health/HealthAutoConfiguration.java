package chat.kit.health;

import chat.kit.event.Broker;
import chat.kit.event.OutboxBacklog;
import io.r2dbc.spi.ConnectionFactory;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Watches whichever stores a service has. */
@AutoConfiguration(
    afterName = {
      "chat.kit.event.MessagingAutoConfiguration",
      "chat.kit.event.OutboxAutoConfiguration",
      "org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration",
      "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration"
    })
@EnableConfigurationProperties(HealthSettings.class)
public final class HealthAutoConfiguration {
  @Bean
  StoreHealth redisHealthIndicator(ReactiveRedisConnectionFactory redis, HealthSettings settings) {
    Publisher<String> pong =
        Mono.usingWhen(
                Mono.fromSupplier(redis::getReactiveConnection),
                ReactiveRedisConnection::ping,
                ReactiveRedisConnection::closeLater)
            // the first connection is waited for on the thread that asks for it
            .subscribeOn(Schedulers.boundedElastic());
    return new StoreHealth(
        pong, settings.redisRequired() ? Status.DOWN : StoreHealth.DEGRADED, settings);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ConnectionFactory.class)
  @ConditionalOnBean(ConnectionFactory.class)
  static class OfDatabase {
    @Bean
    StoreHealth databaseHealthIndicator(ConnectionFactory pool, HealthSettings settings) {
      return DatabaseHealth.of(pool, Status.DOWN, settings);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.amqp.rabbit.connection.ConnectionFactory")
  @ConditionalOnBean(type = "chat.kit.event.Broker")
  static class OfBroker {
    @Bean
    BrokerHealth brokerHealthIndicator(Broker broker, ObjectProvider<OutboxBacklog> outbox) {
      return new BrokerHealth(broker, outbox.stream().findFirst());
    }
  }
}
