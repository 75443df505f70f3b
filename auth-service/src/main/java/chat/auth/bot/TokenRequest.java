package chat.auth.bot;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * @param days how long it shall be good; 90 when absent
 */
record TokenRequest(
    @Schema(example = "build server") @NotBlank @Size(max = 64) String label,
    @NotEmpty Set<@NotNull Scope> scopes,
    @Schema(example = "90") @Min(1) @Max(366) @Nullable Integer days) {
  private static final int USUAL_DAYS = 90;

  Duration lifetime() {
    return Duration.ofDays(days == null ? USUAL_DAYS : days);
  }
}
