package chat.gateway.problem;

import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Answers the URI that is a problem's type; a browser is shown the web client's page instead. */
@RestController
final class ProblemTypesController {
  private static final List<Explanation> ALL =
      Arrays.stream(ProblemType.values()).map(Explanation::of).toList();

  @GetMapping("/problems")
  List<Explanation> all() {
    return ALL;
  }

  @GetMapping("/problems/{slug}")
  Explanation one(@PathVariable String slug) {
    return ALL.stream()
        .filter(explanation -> explanation.type().uri().equals("/problems/" + slug))
        .findFirst()
        .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "There is no such problem type."));
  }
}
