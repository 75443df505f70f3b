package chat.kit.event;

import chat.kit.database.DatabaseAutoConfiguration;
import chat.kit.database.Lines;
import io.micrometer.core.instrument.MeterRegistry;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.r2dbc.autoconfigure.DataR2dbcAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcTransactionManagerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Gives a service with a broker and a database its outbox and its inbox. */
@AutoConfiguration(
    after = {
      MessagingAutoConfiguration.class,
      DatabaseAutoConfiguration.class,
      DataR2dbcAutoConfiguration.class,
      R2dbcTransactionManagerAutoConfiguration.class
    })
@ConditionalOnClass(DatabaseClient.class)
@ConditionalOnBean({Broker.class, DatabaseClient.class, ReactiveTransactionManager.class})
@EnableConfigurationProperties(OutboxSettings.class)
class OutboxAutoConfiguration {
  @Bean
  OutboxStore outboxStore(DatabaseClient database) {
    return new OutboxStore(database);
  }

  @Bean
  OutboxBacklog outboxBacklog(OutboxStore store, MeterRegistry meters) {
    return new OutboxBacklog(store, meters);
  }

  @Bean
  OutboxRelay outboxRelay(
      OutboxStore store,
      Lines lines,
      ConfirmedPublisher publisher,
      Broker broker,
      OutboxSettings settings,
      MeterRegistry meters) {
    return new OutboxRelay(store, lines.line(), publisher, broker, settings, meters);
  }

  @Bean
  Outbox outbox(DatabaseClient database, Envelopes envelopes, EventCodec codec, OutboxRelay relay) {
    return new Outbox(database, envelopes, codec, relay);
  }

  @Bean
  DatabaseInbox databaseInbox(DatabaseClient database, ReactiveTransactionManager transactions) {
    return new DatabaseInbox(database, TransactionalOperator.create(transactions));
  }

  @Bean
  InboxPurge inboxPurge(DatabaseInbox inbox, MessagingSettings settings) {
    return new InboxPurge(inbox, settings.keepHandled());
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(Flyway.class)
  static class Migrations {
    /** The kit's tables have a history of their own, so that no service's numbers meet theirs. */
    @Bean
    FlywayMigrationStrategy servicesThenKits() {
      return service -> {
        service.migrate();
        Flyway.configure(service.getConfiguration().getClassLoader())
            .dataSource(service.getConfiguration().getDataSource())
            .locations("classpath:db/kit")
            .table("kit_schema_history")
            .baselineOnMigrate(true)
            .baselineVersion("0")
            .load()
            .migrate();
      };
    }
  }
}
