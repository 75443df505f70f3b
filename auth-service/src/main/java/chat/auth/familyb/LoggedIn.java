package chat.auth.familyb;

import chat.auth.session.Tokens;
import chat.auth.user.OwnProfile;
import io.swagger.v3.oas.annotations.media.Schema;

/** What these clients expect after a login: {@code token} is the access token. */
record LoggedIn(
    @Schema(example = "eyJhbGciOiJSUzI1NiJ9…") String token,
    @Schema(example = "Jv9mZQ0qk3nB6yKpE2h4w8sXtR1uLcYfDgHaVoTiN5M") String refreshToken,
    @Schema(example = "600") long expiresIn,
    OwnProfile user) {

  static LoggedIn of(Tokens tokens) {
    return new LoggedIn(
        tokens.access().value(),
        tokens.refresh().value(),
        tokens.access().lifetime().toSeconds(),
        OwnProfile.of(tokens.user()));
  }
}
