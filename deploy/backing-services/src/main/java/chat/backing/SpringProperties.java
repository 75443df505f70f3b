package chat.backing;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The addresses in the words of Spring Boot's settings. */
final class SpringProperties {
  private SpringProperties() {}

  static Map<String, String> of(@Nullable Database database, Redis redis, Amqp amqp) {
    var properties = new LinkedHashMap<String, String>();
    if (database != null) {
      properties.put("spring.r2dbc.url", database.r2dbcUrl());
      properties.put("spring.r2dbc.username", database.user());
      properties.put("spring.r2dbc.password", database.password());
      properties.put("spring.flyway.url", database.jdbcUrl());
      properties.put("spring.flyway.user", database.user());
      properties.put("spring.flyway.password", database.password());
    }
    properties.put("spring.data.redis.url", redis.url());
    properties.put("spring.rabbitmq.host", amqp.host());
    properties.put("spring.rabbitmq.port", Integer.toString(amqp.port()));
    properties.put("spring.rabbitmq.username", amqp.user());
    properties.put("spring.rabbitmq.password", amqp.password());
    properties.put("spring.rabbitmq.virtual-host", amqp.virtualHost());
    properties.put(
        "chat.messaging.quorum-queues", Boolean.toString(amqp.kind() == Amqp.Kind.RABBITMQ));
    return properties;
  }

  /** By Boot's rule: dots become underscores, dashes vanish, letters are capital. */
  static Map<String, String> asEnvironment(Map<String, String> properties) {
    var environment = new LinkedHashMap<String, String>();
    properties.forEach(
        (name, value) ->
            environment.put(
                name.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT), value));
    return environment;
  }
}
