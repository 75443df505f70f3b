package chat.presence;

import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import chat.wire.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Answers who is here. */
@RestController
@RequestMapping("/api/v1/presence")
class PresenceController {
  private final Statuses statuses;
  private final PresenceSettings settings;

  PresenceController(Statuses statuses, PresenceSettings settings) {
    this.statuses = statuses;
    this.settings = settings;
  }

  @GetMapping
  @Operation(summary = "Whether these users are here, in the order asked")
  Mono<List<Presence>> several(
      @Parameter(example = "0197a1b2-0000-7000-8000-000000000001") @RequestParam("users")
          List<UserId> users) {
    if (users.isEmpty() || users.size() > settings.asked()) {
      String range = "must name 1 to %d users".formatted(settings.asked());
      return Mono.error(Problem.invalid(List.of(new FieldError("users", range))));
    }
    return statuses.of(users);
  }

  @GetMapping("/{user}")
  @Operation(summary = "Whether this user is here")
  Mono<Presence> one(@PathVariable("user") UserId user) {
    return statuses.of(List.of(user)).map(List::getFirst);
  }
}
