package chat.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Speaks to the service as a client does. */
public final class Api {
  public static final String PASSWORD = "turnips grow underground";
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private static final JsonMapper JSON = new JsonMapper();

  private final String base;

  public Api(Environment environment) {
    this.base = "http://127.0.0.1:" + environment.getRequiredProperty("server.port");
  }

  /** An answer, read. */
  public record Answer(int status, Map<String, List<String>> headers, JsonNode body) {
    public String text(String field) {
      return body.path(field).asString("");
    }

    public String header(String name) {
      return String.join("\n", headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
    }

    public Answer is(int expected) {
      assertThat(status).as("answer %s", body).isEqualTo(expected);
      return this;
    }

    public Answer isProblem(int expected, String type) {
      is(expected);
      assertThat(text("type")).isEqualTo("/problems/" + type);
      return this;
    }
  }

  /** A name that no other test has. */
  public static String newName() {
    return "user" + NUMBER.incrementAndGet() + Long.toString(System.nanoTime() % 1_000_000, 36);
  }

  public Answer register(String name) {
    return post(
        "/api/v1/auth/register",
        Map.of("email", name + "@example.org", "username", name, "password", PASSWORD));
  }

  public Answer login(String name, String password) {
    return post("/api/v1/auth/login", Map.of("login", name, "password", password));
  }

  public Answer refresh(String refreshToken) {
    return post("/api/v1/auth/refresh", Map.of("refreshToken", refreshToken));
  }

  public Answer get(String path, @Nullable String token) {
    return send("GET", path, token, null);
  }

  public Answer post(String path, Object body) {
    return send("POST", path, null, body);
  }

  public Answer send(String method, String path, @Nullable String token, @Nullable Object body) {
    return send(method, path, token, body, Map.of());
  }

  public Answer send(
      String method,
      String path,
      @Nullable String token,
      @Nullable Object body,
      Map<String, String> headers) {
    return sendLater(method, path, token, body, headers).join();
  }

  public CompletableFuture<Answer> sendLater(
      String method,
      String path,
      @Nullable String token,
      @Nullable Object body,
      Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
    headers.forEach(request::header);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (body instanceof String form) {
      request.header("Content-Type", "application/x-www-form-urlencoded");
      request.method(method, HttpRequest.BodyPublishers.ofString(form));
    } else if (body != null) {
      request.header("Content-Type", "application/json");
      request.method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    } else {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    }
    return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
        .thenApply(Api::read);
  }

  private static Answer read(HttpResponse<String> response) {
    String text = response.body();
    JsonNode body =
        text.startsWith("{") || text.startsWith("[")
            ? JSON.readTree(text)
            : MissingNode.getInstance();
    return new Answer(response.statusCode(), response.headers().map(), body);
  }
}
