package chat.auth.twofactor;

import chat.auth.visitor.Visitor;
import chat.kit.problem.Refuses;
import chat.kit.security.Caller;
import chat.wire.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Switches one's second factor on and off. */
@RestController
@RequestMapping("/api/v1/users/me/two-factor")
@Tag(name = "Second factor")
class SecondFactorController {
  private final Enrolment enrolment;

  SecondFactorController(Enrolment enrolment) {
    this.enrolment = enrolment;
  }

  @GetMapping
  @Operation(summary = "Whether my second factor is on")
  Mono<State> state(Caller caller) {
    return enrolment.state(caller.id());
  }

  @Refuses({ProblemType.BAD_CREDENTIALS, ProblemType.CONFLICT, ProblemType.BUSY})
  @PostMapping
  @Operation(
      summary = "Begin: get a secret for an authenticator",
      description = "Nothing changes until a code is confirmed.")
  Mono<Proposal> begin(
      Caller caller, @Valid @RequestBody PasswordRequest request, Visitor visitor) {
    return enrolment.begin(caller, request.password(), visitor);
  }

  @Refuses({ProblemType.INVALID_REQUEST, ProblemType.CONFLICT})
  @PostMapping("/confirm")
  @Operation(summary = "Switch it on with a first code, and get recovery codes, shown this once")
  Mono<Codes> confirm(Caller caller, @Valid @RequestBody CodeRequest request, Visitor visitor) {
    return enrolment.confirm(caller.id(), request.code(), visitor).map(Codes::new);
  }

  @Refuses({ProblemType.BAD_CREDENTIALS, ProblemType.CONFLICT, ProblemType.BUSY})
  @PostMapping("/recovery-codes")
  @Operation(summary = "Get new recovery codes; the old ones are void")
  Mono<Codes> renewCodes(
      Caller caller, @Valid @RequestBody PasswordRequest request, Visitor visitor) {
    return enrolment.renewCodes(caller, request.password(), visitor).map(Codes::new);
  }

  @Refuses({
    ProblemType.INVALID_REQUEST,
    ProblemType.BAD_CREDENTIALS,
    ProblemType.CONFLICT,
    ProblemType.BUSY
  })
  @PostMapping("/disable")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Switch it off")
  Mono<Void> disable(Caller caller, @Valid @RequestBody DisableRequest request, Visitor visitor) {
    return enrolment.disable(caller, request.password(), request.code(), visitor);
  }

  record State(boolean enabled, long recoveryCodesLeft) {}

  record Proposal(
      @Schema(example = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP") String secret,
      @Schema(example = "otpauth://totp/chat:ada?secret=JBSWY3DPEHPK3PXP&issuer=chat")
          String uri) {}

  record Codes(@Schema(example = "[\"K7QD-2MZX-W4RB-HC5T\"]") List<String> recoveryCodes) {}

  record CodeRequest(@Schema(example = "492039") @NotBlank @Size(max = 32) String code) {}

  record PasswordRequest(
      @Schema(example = "analytical engine 1843") @NotNull @Size(min = 1, max = 128)
          String password) {
    @Override
    public String toString() {
      return "PasswordRequest[…]";
    }
  }

  record DisableRequest(
      @Schema(example = "analytical engine 1843") @NotNull @Size(min = 1, max = 128)
          String password,
      @Schema(description = "A code, or a recovery code", example = "492039")
          @NotBlank
          @Size(max = 32)
          String code) {
    @Override
    public String toString() {
      return "DisableRequest[…]";
    }
  }
}
