package chat.messages.room;

import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import java.util.Arrays;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What another service refuses in our caller's name, we refuse in the same words. */
public final class Refusals {
  private Refusals() {}

  public static Problem of(WebClientResponseException answer) {
    try {
      var body = JsonMapper.shared().readTree(answer.getResponseBodyAsString());
      String type = body.path("type").asString("");
      String detail = body.path("detail").asString("");
      return Arrays.stream(ProblemType.values())
          .filter(known -> known.uri().equals(type) && known.status() < 500)
          .findFirst()
          .map(known -> detail.isEmpty() ? Problem.of(known) : Problem.of(known, detail))
          .orElseGet(() -> Problem.of(ProblemType.UNAVAILABLE));
    } catch (JacksonException e) {
      return Problem.of(ProblemType.UNAVAILABLE);
    }
  }
}
