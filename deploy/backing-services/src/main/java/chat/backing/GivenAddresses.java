package chat.backing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The addresses of real servers that a person wrote into the environment. */
record GivenAddresses(Map<String, String> environment) {
  static final String POSTGRES = "CHAT_POSTGRES_URL";
  static final String REDIS = "CHAT_REDIS_URL";
  static final String AMQP = "CHAT_AMQP_URL";
  static final String AMQP_ADMIN = "CHAT_AMQP_ADMIN_URL";

  /** One such address, taken apart. */
  record Address(String host, int port, String user, String password, String path, boolean empty) {}

  Optional<Address> postgres() {
    return address(POSTGRES, List.of("postgresql", "postgres"), 5432)
        .map(given -> refuseIf(given.empty, given, POSTGRES, "names no database"))
        .map(given -> refuseIf(given.user.isEmpty(), given, POSTGRES, "names no user"));
  }

  Optional<Redis> redis() {
    return address(REDIS, List.of("redis"), 6379).map(GivenAddresses::redis);
  }

  private static Redis redis(Address given) {
    refuseIf(
        !given.path.matches("\\d{0,3}"), given, REDIS, "has a path that is no database number");
    var database = given.path.isEmpty() ? 0 : Integer.parseInt(given.path);
    var user = given.user.isEmpty() ? "default" : given.user;
    return new Redis(given.host, given.port, user, given.password, database);
  }

  Optional<Address> amqp() {
    return address(AMQP, List.of("amqp"), 5672)
        .map(given -> refuseIf(given.user.isEmpty(), given, AMQP, "names no user"));
  }

  Optional<Address> amqpAdmin() {
    return address(AMQP_ADMIN, List.of("http"), 15672)
        .map(given -> refuseIf(given.user.isEmpty(), given, AMQP_ADMIN, "names no user"));
  }

  /** What is wrong is said without the address itself, which holds a password. */
  private Optional<Address> address(String variable, List<String> schemes, int defaultPort) {
    var value = environment.get(variable);
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    try {
      var uri = new URI(value.strip());
      if (!schemes.contains(String.valueOf(uri.getScheme())) || uri.getHost() == null) {
        throw new BackingServiceException(
            variable + " is not an address like " + schemes.getFirst() + "://user:pass@host:port");
      }
      var login = Optional.ofNullable(uri.getRawUserInfo()).orElse("").split(":", 2);
      Function<String, String> decode = part -> URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
      var path = Optional.ofNullable(uri.getRawPath()).orElse("").replaceFirst("^/", "");
      return Optional.of(
          new Address(
              uri.getHost(),
              uri.getPort() < 0 ? defaultPort : uri.getPort(),
              decode.apply(login[0]),
              login.length < 2 ? "" : decode.apply(login[1]),
              decode.apply(path),
              path.isEmpty()));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new BackingServiceException(variable + " cannot be read: " + reason(e));
    }
  }

  private static String reason(Exception e) {
    return e instanceof URISyntaxException syntax
        ? syntax.getReason() + " at character " + syntax.getIndex()
        : "a percent sign without its two digits";
  }

  private static Address refuseIf(boolean wrong, Address given, String variable, String what) {
    if (wrong) {
      throw new BackingServiceException(variable + " " + what);
    }
    return given;
  }
}
