package chat.auth.session;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A refresh token in a body. */
public record RefreshRequest(
    @Schema(example = "Jv9mZQ0qk3nB6yKpE2h4w8sXtR1uLcYfDgHaVoTiN5M") @Size(max = 200)
        @Nullable String refreshToken) {
  @Override
  public String toString() {
    return "RefreshRequest[…]";
  }
}
