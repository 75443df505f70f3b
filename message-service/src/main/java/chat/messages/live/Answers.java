package chat.messages.live;

import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import chat.wire.frame.Ack;
import chat.wire.frame.Result;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a wish is acknowledged with: {@code {ok:true, …}} or {@code {ok:false, error}}. */
final class Answers {
  private static final Logger log = LoggerFactory.getLogger(Answers.class);

  private Answers() {}

  static JsonNode done(Result result) {
    return node(new Ack.Done(result));
  }

  static JsonNode refused(Problem problem) {
    return node(
        new Ack.Refused(new Ack.Refusal(problem.type(), problem.type().title(), problem.detail())));
  }

  /** A leaf, written as JSON when it leaves and not as a tree before. */
  private static JsonNode node(Ack answer) {
    return JsonNodeFactory.instance.pojoNode(answer);
  }

  static ObjectNode error(Problem problem) {
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    error.put("type", problem.type().uri()).put("title", problem.type().title());
    @Nullable String detail = problem.detail();
    return detail == null ? error : error.put("detail", detail);
  }

  static Problem problem(Throwable error) {
    return switch (error) {
      case Problem problem -> problem;
      case WebClientRequestException away -> Problem.of(ProblemType.UNAVAILABLE);
      default -> {
        log.error("A wish met a fault of ours", error);
        yield Problem.of(ProblemType.INTERNAL);
      }
    };
  }
}
