package chat.launcher;

import java.util.List;
import java.util.Locale;

/**
 * One of the six, as production runs it.
 *
 * @param managementPort where it answers for its health
 * @param database the name of its database and login; empty when it has none
 */
record Service(String name, int port, int managementPort, String database) {
  static final Service AUTH = inner("auth-service", 3001, "auth");
  static final Service ROOM = inner("room-service", 3002, "rooms");
  static final Service MESSAGE = inner("message-service", 3003, "messages");
  static final Service PRESENCE = inner("presence-service", 3004, "");
  static final Service NOTIFICATION = inner("notification-service", 3005, "notifications");
  static final Service GATEWAY = door("gateway", 8080);

  /** In the order in which their names are printed. */
  static final List<Service> ALL = List.of(AUTH, ROOM, MESSAGE, PRESENCE, NOTIFICATION, GATEWAY);

  static Service named(String name) {
    return ALL.stream()
        .filter(service -> service.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    "There is no service '%s'; there are %s."
                        .formatted(
                            name, String.join(", ", ALL.stream().map(Service::name).toList()))));
  }

  /** The environment variable that moves it to another port. */
  String portSetting() {
    return portSetting(name);
  }

  /** Its name as part of an environment variable that Spring binds to a map key. */
  String variable() {
    return name.toUpperCase(Locale.ROOT).replace("-", "");
  }

  private static Service inner(String name, int usual, String database) {
    var port = port(name, usual);
    return new Service(name, port, port, database);
  }

  private static Service door(String name, int usual) {
    var port = port(name, usual);
    return new Service(name, port, port + 10, "");
  }

  private static int port(String name, int usual) {
    var given = System.getenv(portSetting(name));
    if (given == null) {
      return usual;
    }
    if (!given.matches("[1-9]\\d{0,4}")) {
      throw new Refusal(portSetting(name) + " is not a port: " + given);
    }
    return Integer.parseInt(given);
  }

  private static String portSetting(String name) {
    return "CHAT_" + name.toUpperCase(Locale.ROOT).replace('-', '_') + "_PORT";
  }
}
