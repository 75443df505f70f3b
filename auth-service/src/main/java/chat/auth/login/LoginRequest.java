package chat.auth.login;

import chat.auth.session.Carrier;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * @param login email address or username
 * @param code of the second factor, or a recovery code
 * @param cookie whether the refresh token shall live in a cookie
 */
public record LoginRequest(
    @Schema(description = "Email address or username", example = "ada") @NotBlank @Size(max = 254)
        String login,
    @Schema(example = "analytical engine 1843") @NotNull @Size(min = 1, max = 128) String password,
    @Schema(
            description = "Six digits of the second factor, or a recovery code; only when it is on",
            example = "492039")
        @Size(max = 32)
        @Nullable String code,
    @Schema(description = "Keep the refresh token in an HttpOnly cookie", example = "false")
        @Nullable Boolean cookie) {

  Carrier carrier() {
    return Carrier.of(cookie);
  }

  @Override
  public String toString() {
    return "LoginRequest[" + login + "]";
  }
}
