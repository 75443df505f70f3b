package chat.messages;

import chat.messages.room.TestRooms;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Another instance of the service, on the stores of the first. */
public final class SecondNode {
  private SecondNode() {}

  /**
   * @param other settings in which it differs, as arguments
   */
  public static ConfigurableApplicationContext start(Environment first, String... other) {
    String[] same =
        Stream.of(
                "spring.r2dbc.url",
                "spring.r2dbc.username",
                "spring.r2dbc.password",
                "spring.flyway.url",
                "spring.flyway.user",
                "spring.flyway.password",
                "spring.data.redis.url",
                "spring.rabbitmq.host",
                "spring.rabbitmq.port",
                "spring.rabbitmq.username",
                "spring.rabbitmq.password",
                "spring.rabbitmq.virtual-host",
                "chat.messaging.quorum-queues",
                "chat.security.jwks-uri",
                "chat.service.token-uri",
                "chat.service.secret",
                "chat.rooms.service",
                "chat.guests.service",
                "chat.presence.service")
            .filter(name -> Stream.of(other).noneMatch(it -> it.startsWith("--" + name + "=")))
            .map(name -> "--" + name + "=" + first.getProperty(name))
            .toArray(String[]::new);
    return new SpringApplicationBuilder(MessageService.class, TestRooms.class)
        .properties("server.port=0", "management.server.port=0", "chat.live.node=second")
        .run(
            Stream.of(
                    Stream.of(same),
                    Stream.of("--server.port=0", "--management.server.port=0"),
                    Stream.of(other))
                .flatMap(all -> all)
                .toArray(String[]::new));
  }
}
