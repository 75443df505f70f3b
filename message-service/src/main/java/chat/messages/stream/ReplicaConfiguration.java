package chat.messages.stream;

import chat.kit.health.DatabaseHealth;
import chat.kit.health.HealthSettings;
import chat.kit.health.StoreHealth;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** With the address of a PostgreSQL that follows: history is read from there. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("chat.history.replica.url")
class ReplicaConfiguration {
  /** Its pool is no bean: whoever asks Spring for the database means the one that is written to. */
  @Bean
  Replica replica(
      ReplicaSettings replica, R2dbcProperties store, PageSettings pages, MeterRegistry meters) {
    R2dbcProperties.Pool limits = store.getPool();
    var pool =
        ConnectionPoolConfiguration.builder(factory(replica, store))
            .initialSize(0)
            .maxSize(replica.connections())
            .maxAcquireTime(replica.patience())
            .maxCreateConnectionTime(replica.patience())
            .maxValidationTime(replica.patience())
            .maxIdleTime(limits.getMaxIdleTime())
            .maxLifeTime(Objects.requireNonNull(limits.getMaxLifeTime()))
            .build();
    return new Replica(new ConnectionPool(pool), replica, pages, meters);
  }

  private static ConnectionFactory factory(ReplicaSettings replica, R2dbcProperties store) {
    var options =
        ConnectionFactoryOptions.parse(Objects.requireNonNull(replica.url()))
            .mutate()
            .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, replica.patience());
    store.getProperties().forEach((name, value) -> options.option(Option.valueOf(name), value));
    String user = either(replica.username(), store.getUsername());
    String password = either(replica.password(), store.getPassword());
    if (user != null) {
      options.option(ConnectionFactoryOptions.USER, user);
    }
    if (password != null) {
      options.option(ConnectionFactoryOptions.PASSWORD, password);
    }
    return ConnectionFactories.get(options.build());
  }

  private static @Nullable String either(@Nullable String own, @Nullable String shared) {
    return own == null ? shared : own;
  }

  @Bean
  StoreHealth replicaHealthIndicator(Replica replica, HealthSettings settings) {
    return DatabaseHealth.of(replica.connections(), StoreHealth.DEGRADED, settings);
  }
}
