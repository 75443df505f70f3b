package chat.backing;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/** Real servers in containers, for tests. The only class that knows Testcontainers. */
final class DockerServices {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String USER = "chat";

  private DockerServices() {}

  static Started<Postgres> postgres(Secrets secrets, Postgres.Naming naming) throws Exception {
    var password = secrets.of("postgres");
    return started(
        "postgres:17",
        5432,
        Map.of("POSTGRES_USER", USER, "POSTGRES_PASSWORD", password, "POSTGRES_DB", USER),
        at -> new Postgres(at.host(), at.port(), USER, password, USER, secrets, naming),
        postgres ->
            () -> {
              postgres.connect().close();
              return postgres;
            });
  }

  static Started<Redis> redis() throws Exception {
    return started(
        "redis:8",
        6379,
        Map.of(),
        at -> new Redis(at.host(), at.port(), "default", "", 0),
        redis -> () -> Probe.redis(redis));
  }

  static Started<Amqp> amqp(Secrets secrets) throws Exception {
    var password = secrets.of("amqp");
    return started(
        "rabbitmq:4-management",
        5672,
        Map.of("RABBITMQ_DEFAULT_USER", USER, "RABBITMQ_DEFAULT_PASS", password),
        at -> new Amqp(at.host(), at.port(), USER, password, "/", Amqp.Kind.RABBITMQ),
        amqp -> () -> Probe.amqp(amqp));
  }

  private record Mapped(String host, int port) {}

  private static <T> Started<T> started(
      String image,
      int port,
      Map<String, String> environment,
      Function<Mapped, T> address,
      Function<T, Callable<?>> probe)
      throws Exception {
    var container =
        new GenericContainer<>(DockerImageName.parse(image))
            .withExposedPorts(port)
            .withEnv(environment)
            .waitingFor(new AnsweredByProbe());
    try {
      container.start();
      var service = address.apply(new Mapped(container.getHost(), container.getMappedPort(port)));
      Waiting.untilAnswered(PATIENCE, probe.apply(service));
      return new Started<>(service, "Docker " + image, container::stop);
    } catch (InterruptedException e) {
      container.stop();
      throw e;
    } catch (Exception e) {
      container.stop();
      throw new BackingServiceException(
          "Docker answers, but cannot run %s: %s. Mend that, or set CHAT_BACKING=embedded to do without Docker"
              .formatted(image, e.getMessage()),
          e);
    }
  }

  /** We ask the server itself, with its login, which says more than a port or a line of log. */
  private static final class AnsweredByProbe extends AbstractWaitStrategy {
    @Override
    protected void waitUntilReady() {}
  }
}
