package chat.auth.bot;

import chat.auth.token.Secret;
import chat.auth.user.Users;
import chat.auth.visitor.Visitor;
import chat.kit.problem.Problem;
import chat.kit.problem.Refuses;
import chat.kit.security.Caller;
import chat.wire.ProblemType;
import chat.wire.SessionId;
import chat.wire.UserKind;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One's personal access tokens. */
@RestController
@Tag(name = "Personal access tokens")
class PersonalTokenController {
  private final PersonalTokens tokens;
  private final TokenExchange exchange;
  private final Users users;

  PersonalTokenController(PersonalTokens tokens, TokenExchange exchange, Users users) {
    this.tokens = tokens;
    this.exchange = exchange;
    this.users = users;
  }

  @GetMapping("/api/v1/users/me/tokens")
  @Operation(summary = "My personal access tokens")
  Flux<PersonalToken> list(Caller caller) {
    return tokens.of(caller.id());
  }

  @Refuses({ProblemType.INVALID_REQUEST, ProblemType.FORBIDDEN})
  @PostMapping("/api/v1/users/me/tokens")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Make a personal access token",
      description = "The answer shows it this once. It is good for nothing of the account itself.")
  Mono<PersonalToken> make(
      Caller caller, @Valid @RequestBody TokenRequest request, Visitor visitor) {
    return users
        .byId(caller.id())
        .filter(user -> user.kind() == UserKind.PERSON)
        .switchIfEmpty(
            Mono.error(() -> Problem.of(ProblemType.FORBIDDEN, "Only persons have such tokens.")))
        .flatMap(user -> tokens.make(user, request, visitor));
  }

  @Refuses(ProblemType.NOT_FOUND)
  @DeleteMapping("/api/v1/users/me/tokens/{token}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Take one back")
  Mono<Void> takeBack(Caller caller, @PathVariable UUID token, Visitor visitor) {
    return tokens.takeBack(caller.id(), new SessionId(token), visitor);
  }

  @Refuses({ProblemType.UNAUTHENTICATED, ProblemType.ACCOUNT_SUSPENDED})
  @PostMapping("/api/v1/auth/token")
  @Operation(summary = "Exchange a personal access token for an access token of its scopes")
  Mono<ResponseEntity<Exchanged>> exchange(
      @Valid @RequestBody ExchangeRequest request, Visitor visitor) {
    return exchange
        .exchange(new Secret(request.token()), visitor)
        .map(token -> new Exchanged(token.value(), "Bearer", token.lifetime().toSeconds()))
        .map(body -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body));
  }

  record ExchangeRequest(
      @Schema(example = "chat_pat_Jv9mZQ0qk3nB6yKpE2h4w8sXtR1uLcYfDgHaVoTiN5M")
          @NotBlank
          @Size(max = 200)
          String token) {
    @Override
    public String toString() {
      return "ExchangeRequest[…]";
    }
  }

  record Exchanged(String accessToken, String tokenType, long expiresIn) {}
}
