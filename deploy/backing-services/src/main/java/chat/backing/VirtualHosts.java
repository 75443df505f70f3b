package chat.backing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Creates and deletes virtual hosts through RabbitMQ's management API. */
final class VirtualHosts {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String ALL_RIGHTS =
      """
      {"configure": ".*", "write": ".*", "read": ".*"}""";

  private final GivenAddresses.Address admin;

  VirtualHosts(GivenAddresses.Address admin) {
    this.admin = admin;
  }

  void create(String name, String user) throws InterruptedException {
    send("PUT", "/api/vhosts/" + encode(name), "{}");
    send("PUT", "/api/permissions/" + encode(name) + "/" + encode(user), ALL_RIGHTS);
  }

  void delete(String name) throws InterruptedException {
    send("DELETE", "/api/vhosts/" + encode(name), "");
  }

  private void send(String method, String path, String body) throws InterruptedException {
    var login = (admin.user() + ":" + admin.password()).getBytes(UTF_8);
    var request =
        HttpRequest.newBuilder(URI.create("http://" + admin.host() + ":" + admin.port() + path))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login))
            .header("Content-Type", "application/json")
            .version(HttpClient.Version.HTTP_1_1) // RabbitMQ hangs up on an offer of HTTP/2
            .timeout(PATIENCE)
            .method(method, BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      var answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw refused(method, path, answer.statusCode() + " " + answer.body(), null);
      }
    } catch (IOException e) {
      throw refused(method, path, String.valueOf(e), e);
    }
  }

  private BackingServiceException refused(
      String method, String path, String why, @Nullable Exception cause) {
    var message =
        "%s: %s %s was answered with %s".formatted(GivenAddresses.AMQP_ADMIN, method, path, why);
    return cause == null
        ? new BackingServiceException(message)
        : new BackingServiceException(message, cause);
  }

  private static String encode(String part) {
    return URLEncoder.encode(part, UTF_8).replace("+", "%20");
  }
}
