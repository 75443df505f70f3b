package chat.auth.user;

import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import chat.kit.problem.Refuses;
import chat.wire.ProblemType;
import chat.wire.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows users to each other. */
@RestController
@RequestMapping("/api/v1/users")
@Tag(name = "Users")
class UserController {
  private static final int MOST = 100;

  private final Users users;

  UserController(Users users) {
    this.users = users;
  }

  @Refuses(ProblemType.USER_NOT_FOUND)
  @GetMapping("/{id}")
  @Operation(summary = "A user")
  Mono<PublicProfile> byId(@PathVariable UUID id) {
    return users
        .byId(new UserId(id))
        .map(PublicProfile::of)
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.USER_NOT_FOUND)));
  }

  @GetMapping
  @Operation(
      summary = "Users by their ids, or one by username",
      description = "At most 100 ids. Who is not there is left out.")
  Flux<PublicProfile> some(
      @RequestParam(required = false) @Nullable List<UUID> ids,
      @RequestParam(required = false) @Nullable String username) {
    if (username != null) {
      return users.byUsername(username).map(PublicProfile::of).flux();
    }
    if (ids == null || ids.isEmpty() || ids.size() > MOST) {
      String rule = "must be 1 to %d ids, or give a username".formatted(MOST);
      return Flux.error(Problem.invalid(List.of(new FieldError("ids", rule))));
    }
    return users.byIds(ids.stream().map(UserId::new).toList()).map(PublicProfile::of);
  }
}
