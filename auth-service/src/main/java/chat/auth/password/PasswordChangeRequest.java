package chat.auth.password;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The password as it is and as it shall be. */
public record PasswordChangeRequest(
    @Schema(example = "analytical engine 1843") @NotNull @Size(min = 1, max = 128)
        String currentPassword,
    @Schema(example = "difference engine 1822") @NotNull @StrongPassword String newPassword) {
  @Override
  public String toString() {
    return "PasswordChangeRequest[…]";
  }
}
