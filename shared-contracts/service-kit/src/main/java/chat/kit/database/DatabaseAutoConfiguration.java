package chat.kit.database;

import io.r2dbc.spi.ConnectionFactory;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

/** What the kit adds to a service with a database. */
@AutoConfiguration(after = R2dbcAutoConfiguration.class)
@ConditionalOnClass(DatabaseClient.class)
@ConditionalOnBean({ConnectionFactory.class, R2dbcProperties.class})
public final class DatabaseAutoConfiguration {
  @Bean
  Lines lines(ConnectionFactory pool, R2dbcProperties settings) {
    return new Lines(pool, Objects.requireNonNull(settings.getPool().getMaxCreateConnectionTime()));
  }
}
