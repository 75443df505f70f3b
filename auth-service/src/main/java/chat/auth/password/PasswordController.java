package chat.auth.password;

import chat.auth.visitor.Visitor;
import chat.kit.problem.Refuses;
import chat.kit.security.Caller;
import chat.wire.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Changes passwords. */
@RestController
@Tag(name = "Password")
class PasswordController {
  private final PasswordChange change;

  PasswordController(PasswordChange change) {
    this.change = change;
  }

  @Refuses({
    ProblemType.INVALID_REQUEST,
    ProblemType.BAD_CREDENTIALS,
    ProblemType.TOO_MANY_REQUESTS,
    ProblemType.BUSY
  })
  @PutMapping("/api/v1/users/me/password")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Change my password and end my other sessions")
  Mono<Void> change(
      Caller caller, @Valid @RequestBody PasswordChangeRequest request, Visitor visitor) {
    return change.change(caller, request, visitor);
  }
}
