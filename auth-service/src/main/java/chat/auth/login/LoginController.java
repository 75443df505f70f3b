package chat.auth.login;

import chat.auth.session.Carrier;
import chat.auth.session.TokenAnswer;
import chat.auth.session.TokenAnswers;
import chat.auth.user.DisplayName;
import chat.auth.visitor.Visitor;
import chat.kit.problem.Refuses;
import chat.kit.security.Caller;
import chat.wire.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where people come in. */
@RestController
@RequestMapping("/api/v1/auth")
@Tag(name = "Logging in")
class LoginController {
  private final Guests guests;
  private final Registration registration;
  private final Login login;
  private final Upgrade upgrade;
  private final TokenAnswers answers;

  LoginController(
      Guests guests,
      Registration registration,
      Login login,
      Upgrade upgrade,
      TokenAnswers answers) {
    this.guests = guests;
    this.registration = registration;
    this.login = login;
    this.upgrade = upgrade;
    this.answers = answers;
  }

  @Refuses({ProblemType.INVALID_REQUEST, ProblemType.FORBIDDEN})
  @PostMapping("/guest")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Come in as a guest",
      description = "A nickname is enough. The session is short; it can become an account's.")
  Mono<ResponseEntity<TokenAnswer>> guest(
      @Valid @RequestBody GuestRequest request, Visitor visitor) {
    Carrier carrier = Carrier.of(request.cookie());
    return guests
        .welcome(request.nickname(), carrier, visitor)
        .map(tokens -> answers.of(HttpStatus.CREATED, tokens));
  }

  @Refuses({
    ProblemType.INVALID_REQUEST,
    ProblemType.NAME_TAKEN,
    ProblemType.TOO_MANY_REQUESTS,
    ProblemType.BUSY
  })
  @PostMapping("/register")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Register and log in",
      description = "A letter asks for the address to be confirmed.")
  Mono<ResponseEntity<TokenAnswer>> register(
      @Valid @RequestBody RegistrationRequest request, Visitor visitor) {
    return registration
        .register(request, visitor)
        .map(tokens -> answers.of(HttpStatus.CREATED, tokens));
  }

  @Refuses({
    ProblemType.BAD_CREDENTIALS,
    ProblemType.SECOND_FACTOR_REQUIRED,
    ProblemType.ACCOUNT_SUSPENDED,
    ProblemType.TOO_MANY_REQUESTS,
    ProblemType.BUSY
  })
  @PostMapping("/login")
  @Operation(
      summary = "Log in by email address or username",
      description =
          "Answers `second-factor-required` when the password is right and a `code` is needed:"
              + " send the same again with the code.")
  Mono<ResponseEntity<TokenAnswer>> login(
      @Valid @RequestBody LoginRequest request, Visitor visitor) {
    return login.login(request, visitor).map(tokens -> answers.of(HttpStatus.OK, tokens));
  }

  @Refuses({
    ProblemType.INVALID_REQUEST,
    ProblemType.NAME_TAKEN,
    ProblemType.CONFLICT,
    ProblemType.BUSY
  })
  @PostMapping("/upgrade")
  @Operation(
      summary = "Turn my guest into an account",
      description =
          "Rooms and messages stay. The refresh token that you hold goes on being good; use the"
              + " new access token, which says who you are now.")
  Mono<ResponseEntity<UpgradeAnswer>> upgrade(
      Caller caller, @Valid @RequestBody RegistrationRequest request, Visitor visitor) {
    return upgrade
        .upgrade(caller, request, visitor)
        .map(answer -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer));
  }

  record GuestRequest(
      @Schema(example = "Ada") @NotNull @DisplayName String nickname,
      @Schema(description = "Keep the refresh token in an HttpOnly cookie", example = "false")
          @Nullable Boolean cookie) {}
}
