package chat.auth.login;

import chat.auth.password.StrongPassword;
import chat.auth.session.Carrier;
import chat.auth.user.DisplayName;
import chat.auth.user.EmailAddress;
import chat.auth.user.Username;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * @param displayName what others see; the username when absent
 * @param cookie whether the refresh token shall live in a cookie
 */
public record RegistrationRequest(
    @Schema(example = "ada@example.org") @NotNull @Size(max = 254) @EmailAddress String email,
    @Schema(example = "ada") @NotNull @Size(max = 64) @Username String username,
    @Schema(example = "analytical engine 1843") @NotNull @StrongPassword String password,
    @Schema(example = "Ada Lovelace") @DisplayName @Nullable String displayName,
    @Schema(description = "Keep the refresh token in an HttpOnly cookie", example = "false")
        @Nullable Boolean cookie) {

  Carrier carrier() {
    return Carrier.of(cookie);
  }

  @Override
  public String toString() {
    return "RegistrationRequest[" + username + "]";
  }
}
