package chat.backing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** Where Redis listens; an empty user and password mean that it asks for none. */
public record Redis(String host, int port, String user, String password, int database) {
  public String url() {
    var login = password.isEmpty() ? "" : encode(user) + ":" + encode(password) + "@";
    return "redis://" + login + host + ":" + port + (database == 0 ? "" : "/" + database);
  }

  /** The same Redis seen through another address, such as an {@link Outage}. */
  public Redis at(String otherHost, int otherPort) {
    return new Redis(otherHost, otherPort, user, password, database);
  }

  private static String encode(String part) {
    return URLEncoder.encode(part, UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return host + ":" + port + (database == 0 ? "" : "/" + database);
  }
}
