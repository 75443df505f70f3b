package chat.auth.login;

import chat.auth.session.Carrier;
import chat.auth.session.TokenAnswer;
import chat.auth.session.TokenAnswers;
import chat.auth.user.DisplayName;
import chat.auth.user.PublicProfile;
import chat.auth.visitor.Visitor;
import chat.wire.UserId;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Lets a service bring a guest along: a socket that comes without a token is one. The service
 * passes on the {@code X-Forwarded-For} and {@code User-Agent} with which the guest came.
 */
@Hidden
@RestController
@RequestMapping("/internal/guests")
class InternalGuestController {
  private final Guests guests;
  private final TokenAnswers answers;

  InternalGuestController(Guests guests, TokenAnswers answers) {
    this.guests = guests;
    this.answers = answers;
  }

  @PostMapping
  Mono<ResponseEntity<TokenAnswer>> welcome(
      @Valid @RequestBody(required = false) @Nullable Nickname nickname, Visitor visitor) {
    String name = nickname == null ? null : nickname.nickname();
    return (name == null ? guests.welcome(visitor) : guests.welcome(name, Carrier.BODY, visitor))
        .map(tokens -> answers.of(HttpStatus.CREATED, tokens));
  }

  @PutMapping("/{guest}/nickname")
  Mono<PublicProfile> rename(@PathVariable UUID guest, @Valid @RequestBody NewNickname nickname) {
    return guests.rename(new UserId(guest), nickname.nickname()).map(PublicProfile::of);
  }

  record Nickname(@DisplayName @Nullable String nickname) {}

  record NewNickname(@NotNull @DisplayName String nickname) {}
}
