package chat.launcher;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Asks instances whether they are ready, and if not, what they are waiting for. */
final class Readiness implements AutoCloseable {
  private static final Pattern TROUBLE =
      Pattern.compile(
          "\"(\\w+)\":\\{[^{}]*(?:\\{[^{}]*}[^{}]*)?\"status\":\"(DOWN|DEGRADED|OUT_OF_SERVICE)\"");

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  /**
   * @param waitsFor what is missing, in a few words; empty when nothing is
   */
  record Answer(boolean ready, String waitsFor) {}

  Answer of(Instance instance) throws InterruptedException {
    var question =
        HttpRequest.newBuilder(instance.readiness()).timeout(Duration.ofSeconds(5)).build();
    try {
      var answer = http.send(question, HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode() == 200, troubles(answer.body()));
    } catch (IOException e) {
      return new Answer(false, "no answer yet"); // it does not listen so far
    }
  }

  private static String troubles(String body) {
    return TROUBLE
        .matcher(body)
        .results()
        .map(match -> match.group(1) + " " + match.group(2))
        .collect(Collectors.joining(", "));
  }

  @Override
  public void close() {
    http.close();
  }
}
