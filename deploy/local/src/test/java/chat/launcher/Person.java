package chat.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who uses the platform through the gateway, as a browser would. */
final class Person {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String url;
  private final JsonNode session;

  private Person(String url, JsonNode session) {
    this.url = url;
    this.session = session;
  }

  static Person guest(String url, String nickname) throws IOException, InterruptedException {
    var answer = send(url, "POST", "/api/v1/auth/guest", Map.of("nickname", nickname), null);
    return new Person(url, JSON.readTree(expect(answer, 201).body()));
  }

  /** Somebody with an account, who may write to others directly. */
  static Person registered(String url, String name) throws IOException, InterruptedException {
    var account =
        Map.of(
            "email",
            name + "@mail.example",
            "username",
            name,
            "displayName",
            name,
            "password",
            "seven purple kettles");
    var answer = send(url, "POST", "/api/v1/auth/register", account, null);
    return new Person(url, JSON.readTree(expect(answer, 201).body()));
  }

  String id() {
    return session.at("/user/id").asString();
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(expect(send(url, "GET", path, null, token()), 200).body());
  }

  JsonNode post(String path, Object body) throws IOException, InterruptedException {
    return JSON.readTree(expect(send(url, "POST", path, body, token()), 2).body());
  }

  JsonNode put(String path) throws IOException, InterruptedException {
    return JSON.readTree(expect(send(url, "PUT", path, null, token()), 2).body());
  }

  /** Whatever the answer is. */
  HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
    return send(url, method, path, null, token());
  }

  String token() {
    return session.get("accessToken").asString();
  }

  private static HttpResponse<String> send(
      String url, String method, String path, @Nullable Object body, @Nullable String token)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(20))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (body != null) {
      request.header("content-type", "application/json");
    }
    if (token != null) {
      request.header("authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /**
   * @param status a whole status, or only its first digit
   */
  private static HttpResponse<String> expect(HttpResponse<String> answer, int status) {
    var actual = status < 10 ? answer.statusCode() / 100 : answer.statusCode();
    if (actual != status) {
      throw new AssertionError(
          "%s answered %d: %s".formatted(answer.uri(), answer.statusCode(), answer.body()));
    }
    return answer;
  }
}
