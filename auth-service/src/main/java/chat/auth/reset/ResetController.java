package chat.auth.reset;

import chat.auth.password.StrongPassword;
import chat.auth.token.Secret;
import chat.auth.user.EmailAddress;
import chat.auth.visitor.Visitor;
import chat.kit.problem.Refuses;
import chat.wire.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Replaces forgotten passwords. */
@RestController
@RequestMapping("/api/v1/auth/password")
@Tag(name = "Password")
class ResetController {
  private final PasswordReset reset;

  ResetController(PasswordReset reset) {
    this.reset = reset;
  }

  @Refuses(ProblemType.INVALID_REQUEST)
  @PostMapping("/forgot")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Ask for a letter with a link for a new password",
      description = "The answer is the same whether the address has an account or not.")
  Mono<Void> forgot(@Valid @RequestBody ForgotRequest request, Visitor visitor) {
    return reset.ask(request.email(), visitor);
  }

  @Refuses({ProblemType.INVALID_REQUEST, ProblemType.GONE, ProblemType.BUSY})
  @PostMapping("/reset")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Set a new password with the token of the letter's link",
      description =
          "Ends every session of the account. A second factor stays on, unless no address"
              + " of the account was ever confirmed: then somebody else may have set it up.")
  Mono<Void> reset(@Valid @RequestBody ResetRequest request, Visitor visitor) {
    return reset.reset(new Secret(request.token()), request.newPassword(), visitor);
  }

  record ForgotRequest(
      @Schema(example = "ada@example.org") @NotNull @Size(max = 254) @EmailAddress String email) {}

  record ResetRequest(
      @Schema(example = "q83vKx0nJ2mTz5uYbQ7wR1sLhPdCfGeVaNiOo4tUj6E") @NotBlank @Size(max = 200)
          String token,
      @Schema(example = "difference engine 1822") @NotNull @StrongPassword String newPassword) {
    @Override
    public String toString() {
      return "ResetRequest[…]";
    }
  }
}
