package chat.auth;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Reads the letters that would have been sent. */
public final class Letterbox {
  private final Api api;

  public Letterbox(Api api) {
    this.api = api;
  }

  /** The token of the link in the newest letter of that subject, once it has come. */
  public String token(String to, String subject) {
    return text(to, subject).replaceAll("(?s).*token=(\\S+).*", "$1");
  }

  public String text(String to, String subject) {
    return Objects.requireNonNull(
        await()
            .atMost(Duration.ofSeconds(10))
            .until(() -> letters(to, subject), found -> !found.isEmpty())
            .getFirst());
  }

  public List<String> letters(String to, String subject) {
    JsonNode all =
        api.send("GET", "/mailbox", null, null, Map.of("Accept", "application/json")).body();
    return StreamSupport.stream(all.spliterator(), false)
        .filter(letter -> letter.get("to").asString().equals(to))
        .filter(letter -> letter.get("subject").asString().equals(subject))
        .map(letter -> letter.get("text").asString())
        .toList();
  }
}
