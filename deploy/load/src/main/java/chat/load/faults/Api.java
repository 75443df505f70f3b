package chat.load.faults;

import chat.load.rig.Node;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client that does not give up: what is not answered is asked again, now here, now there, as good
 * clients do.
 */
final class Api {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();
  private final List<Node> nodes;
  private final AtomicLong repeated = new AtomicLong();

  Api(List<Node> nodes) {
    this.nodes = nodes;
  }

  /** How often something was asked again. */
  long repeated() {
    return repeated.get();
  }

  /**
   * @param repetitions how often it is said once more although it was answered, for good measure
   */
  JsonNode call(
      Random random, String token, String method, String path, Map<String, ?> body, int repetitions)
      throws InterruptedException {
    JsonNode first = call(random, token, method, path, body);
    for (int i = 0; i < repetitions; i++) {
      JsonNode again = call(random, token, method, path, body);
      if (!again.path("seq").equals(first.path("seq"))) {
        throw new IllegalStateException(
            "Two answers to one question: %s %s".formatted(first, again));
      }
    }
    return first;
  }

  private JsonNode call(
      Random random, String token, String method, String path, Map<String, ?> body)
      throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      Node node = nodes.get(random.nextInt(nodes.size()));
      try {
        HttpResponse<String> answer =
            http.send(request(node, token, method, path, body), BodyHandlers.ofString());
        if (answer.statusCode() / 100 == 2) {
          return JsonMapper.shared().readTree(answer.body());
        }
        if (answer.statusCode() < 500 && answer.statusCode() != 429) {
          throw new IllegalStateException(
              "%s %s was refused: %s".formatted(method, path, answer.body()));
        }
      } catch (IOException e) {
        // nobody knows whether it happened, so it is said again
      }
      repeated.incrementAndGet();
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new IllegalStateException(method + " " + path + " was never answered");
  }

  private static HttpRequest request(
      Node node, String token, String method, String path, Map<String, ?> body) {
    String json = body.isEmpty() ? "" : JsonMapper.shared().writeValueAsString(body);
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path))
        .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .timeout(ANSWER)
        .build();
  }
}
