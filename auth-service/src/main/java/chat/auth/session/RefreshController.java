package chat.auth.session;

import chat.auth.visitor.Visitor;
import chat.kit.problem.Refuses;
import chat.wire.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Keeps a login alive, and ends it. */
@RestController
@RequestMapping("/api/v1/auth")
@Tag(name = "Logging in")
class RefreshController {
  private final Doors doors;
  private final TokenAnswers answers;

  RefreshController(Doors doors, TokenAnswers answers) {
    this.doors = doors;
    this.answers = answers;
  }

  @Refuses({
    ProblemType.UNAUTHENTICATED,
    ProblemType.SESSION_REVOKED,
    ProblemType.FORBIDDEN,
    ProblemType.ACCOUNT_SUSPENDED
  })
  @PostMapping("/refresh")
  @Operation(
      summary = "Exchange a refresh token for its successor and a new access token",
      description =
          "The refresh token stands in the body, or in the cookie; beside the cookie the header"
              + " `X-CSRF-Token` is needed. A token is good once. The same token again within a"
              + " few seconds gives the same successor; later it ends the session.")
  Mono<ResponseEntity<TokenAnswer>> refresh(
      @Valid @RequestBody(required = false) @Nullable RefreshRequest body,
      Visitor visitor,
      ServerWebExchange exchange) {
    return doors.refresh(exchange, body, visitor).map(tokens -> answers.of(HttpStatus.OK, tokens));
  }

  @PostMapping("/logout")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "End this login",
      description =
          "By the access token, or, when that has ended, by the refresh token in the body or the"
              + " cookie. Ending what has ended is no mistake.")
  Mono<ResponseEntity<Void>> logout(
      @Valid @RequestBody(required = false) @Nullable RefreshRequest body,
      Visitor visitor,
      ServerWebExchange exchange) {
    return doors.logout(exchange, body, visitor).then(Mono.fromSupplier(answers::gone));
  }
}
