package chat.auth.email;

import chat.auth.token.Secret;
import chat.auth.user.Users;
import chat.auth.visitor.Visitor;
import chat.kit.problem.Refuses;
import chat.kit.security.Caller;
import chat.wire.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Takes the proof that an address is somebody's. */
@RestController
@RequestMapping("/api/v1/auth/email")
@Tag(name = "Email address")
class EmailController {
  private final EmailVerification verification;
  private final Users users;
  private final TransactionalOperator transaction;

  EmailController(EmailVerification verification, Users users, TransactionalOperator transaction) {
    this.verification = verification;
    this.users = users;
    this.transaction = transaction;
  }

  @Refuses(ProblemType.GONE)
  @PostMapping("/verify")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Confirm my address with the token of the letter's link")
  Mono<Void> verify(@Valid @RequestBody VerifyRequest request, Visitor visitor) {
    return verification.verify(new Secret(request.token()), visitor).then();
  }

  @PostMapping("/resend")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Send the letter again; earlier links are void")
  Mono<Void> resend(Caller caller) {
    return users.byId(caller.id()).flatMap(verification::ask).as(transaction::transactional);
  }

  record VerifyRequest(
      @Schema(example = "q83vKx0nJ2mTz5uYbQ7wR1sLhPdCfGeVaNiOo4tUj6E") @NotBlank @Size(max = 200)
          String token) {}
}
