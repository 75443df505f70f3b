package chat.backing;

import java.util.Map;

/** The ports on which the embedded services of a local run listen. */
public record Ports(int postgres, int redis, int amqp) {
  /** Below 32768, so that no outgoing connection ever sits on one of them. */
  public static final Ports DEFAULT = new Ports(15432, 16379, 15673);

  static Ports from(Map<String, String> environment) {
    return new Ports(
        port(environment, "CHAT_POSTGRES_PORT", DEFAULT.postgres),
        port(environment, "CHAT_REDIS_PORT", DEFAULT.redis),
        port(environment, "CHAT_AMQP_PORT", DEFAULT.amqp));
  }

  private static int port(Map<String, String> environment, String variable, int otherwise) {
    var value = environment.get(variable);
    if (value == null || value.isBlank()) {
      return otherwise;
    }
    if (!value.strip().matches("[1-9]\\d{0,4}") || Integer.parseInt(value.strip()) > 65535) {
      throw new BackingServiceException(variable + " is not a port: " + value);
    }
    return Integer.parseInt(value.strip());
  }
}
