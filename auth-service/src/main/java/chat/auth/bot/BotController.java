package chat.auth.bot;

import chat.auth.user.DisplayName;
import chat.auth.user.PublicProfile;
import chat.auth.user.Username;
import chat.auth.visitor.Visitor;
import chat.kit.problem.Problem;
import chat.kit.problem.Refuses;
import chat.kit.security.Caller;
import chat.wire.ProblemType;
import chat.wire.SessionId;
import chat.wire.UserId;
import chat.wire.UserKind;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One's bots and their tokens. */
@RestController
@RequestMapping("/api/v1/users/me/bots")
@Tag(name = "Bots")
class BotController {
  private final Bots bots;
  private final PersonalTokens tokens;

  BotController(Bots bots, PersonalTokens tokens) {
    this.bots = bots;
    this.tokens = tokens;
  }

  @GetMapping
  @Operation(summary = "My bots")
  Flux<PublicProfile> list(Caller caller) {
    return bots.of(caller.id()).map(PublicProfile::of);
  }

  @Refuses({ProblemType.INVALID_REQUEST, ProblemType.NAME_TAKEN, ProblemType.FORBIDDEN})
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Make a bot", description = "Give it a token next.")
  Mono<PublicProfile> make(Caller caller, @Valid @RequestBody BotRequest request, Visitor visitor) {
    return caller.kind() == UserKind.PERSON
        ? bots.make(caller.id(), request.username(), request.displayName(), visitor)
            .map(PublicProfile::of)
        : Mono.error(Problem.of(ProblemType.FORBIDDEN, "Only a person can answer for a bot."));
  }

  @Refuses(ProblemType.USER_NOT_FOUND)
  @DeleteMapping("/{bot}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Delete a bot and its tokens")
  Mono<Void> delete(Caller caller, @PathVariable UUID bot, Visitor visitor) {
    return bots.delete(caller.id(), new UserId(bot), visitor);
  }

  @GetMapping("/{bot}/tokens")
  @Operation(summary = "A bot's tokens")
  Flux<PersonalToken> tokens(Caller caller, @PathVariable UUID bot) {
    return bots.of(caller.id(), new UserId(bot)).flatMapMany(found -> tokens.of(found.id()));
  }

  @Refuses({ProblemType.INVALID_REQUEST, ProblemType.USER_NOT_FOUND})
  @PostMapping("/{bot}/tokens")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Give a bot a token", description = "The answer shows it this once.")
  Mono<PersonalToken> giveToken(
      Caller caller,
      @PathVariable UUID bot,
      @Valid @RequestBody TokenRequest request,
      Visitor visitor) {
    return bots.of(caller.id(), new UserId(bot))
        .flatMap(found -> tokens.make(found, request, visitor));
  }

  @DeleteMapping("/{bot}/tokens/{token}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Take a bot's token back")
  Mono<Void> takeBack(
      Caller caller, @PathVariable UUID bot, @PathVariable UUID token, Visitor visitor) {
    return bots.of(caller.id(), new UserId(bot))
        .flatMap(found -> tokens.takeBack(found.id(), new SessionId(token), visitor));
  }

  record BotRequest(
      @Schema(example = "release-bot") @NotNull @Size(max = 64) @Username String username,
      @Schema(example = "Release bot") @NotNull @DisplayName String displayName) {}
}
