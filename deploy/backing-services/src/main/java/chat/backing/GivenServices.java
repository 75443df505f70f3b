package chat.backing;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;

/**
 * Connects to the servers that the environment names, and refuses early when they do not answer.
 */
final class GivenServices {
  private GivenServices() {}

  static Started<Postgres> postgres(
      GivenAddresses.Address given, Secrets secrets, Postgres.Naming naming, boolean leaveNothing) {
    var postgres =
        new Postgres(
            given.host(),
            given.port(),
            given.user(),
            given.password(),
            given.path(),
            secrets,
            naming);
    try (var connection = postgres.connect()) {
      connection.isValid(3);
    } catch (SQLException e) {
      throw unreachable(GivenAddresses.POSTGRES, e);
    }
    return new Started<>(
        postgres,
        "given in " + GivenAddresses.POSTGRES,
        leaveNothing ? postgres::dropAll : () -> {});
  }

  static Started<Redis> redis(Redis redis) {
    try {
      Probe.redis(redis);
    } catch (IOException e) {
      throw unreachable(GivenAddresses.REDIS, e);
    }
    return new Started<>(redis, "given in " + GivenAddresses.REDIS, () -> {});
  }

  static Started<Amqp> amqp(GivenAddresses.Address given) {
    var virtualHost = given.empty() ? "/" : given.path();
    return new Started<>(probed(given, virtualHost), "given in " + GivenAddresses.AMQP, () -> {});
  }

  /** A virtual host of its own, so that what one test run leaves behind never meets the next. */
  static Started<Amqp> amqpOfItsOwn(GivenAddresses.Address given, GivenAddresses.Address admin)
      throws Exception {
    var virtualHosts = new VirtualHosts(admin);
    var own = "chat-test-" + Secrets.random(6);
    virtualHosts.create(own, given.user());
    return new Started<>(
        probed(given, own), "given in " + GivenAddresses.AMQP, () -> virtualHosts.delete(own));
  }

  private static Amqp probed(GivenAddresses.Address given, String virtualHost) {
    var amqp =
        new Amqp(
            given.host(),
            given.port(),
            given.user(),
            given.password(),
            virtualHost,
            Amqp.Kind.RABBITMQ);
    try {
      return amqp.of(Probe.amqp(amqp));
    } catch (IOException | TimeoutException e) {
      throw unreachable(GivenAddresses.AMQP, e);
    }
  }

  private static BackingServiceException unreachable(String variable, Exception e) {
    var why = e.getCause() == null ? e : e.getCause();
    return new BackingServiceException(
        "The server given in %s does not let us in: %s. Mend the address, or unset %s for an embedded one"
            .formatted(variable, why.getMessage() == null ? why : why.getMessage(), variable),
        e);
  }
}
