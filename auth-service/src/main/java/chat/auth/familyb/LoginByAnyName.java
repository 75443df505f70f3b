package chat.auth.familyb;

import chat.auth.login.LoginRequest;
import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A login by whichever of the three names the client knows. */
record LoginByAnyName(
    @Schema(example = "ada@example.org") @Size(max = 254) @Nullable String email,
    @Schema(example = "ada") @Size(max = 254) @Nullable String username,
    @Size(max = 254) @Nullable String login,
    @Schema(example = "analytical engine 1843") @NotNull @Size(min = 1, max = 128) String password,
    @Schema(description = "Of the second factor, when it is on") @Size(max = 32)
        @Nullable String code) {

  LoginRequest plain() {
    if (name().isBlank()) {
      throw Problem.invalid(List.of(new FieldError("email", "is needed, or username")));
    }
    return new LoginRequest(name(), password, code, false);
  }

  private String name() {
    return Stream.of(email, username, login).filter(Objects::nonNull).findFirst().orElse("");
  }

  @Override
  public String toString() {
    return "LoginByAnyName[" + name() + "]";
  }
}
