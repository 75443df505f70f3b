package chat.auth.account;

import chat.auth.user.DisplayName;
import chat.auth.user.Names;
import chat.auth.user.User;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What shall change in a profile: what is absent stays, what is empty is taken away. */
public record ProfileChange(
    @Schema(example = "Ada Lovelace") @DisplayName @Nullable String displayName,
    @Schema(example = "https://example.org/ada.png")
        @Size(max = 500)
        @Pattern(regexp = "(https://\\S+|/\\S+)?", message = "must be an https address or a path")
        @Nullable String avatar,
    @Schema(example = "Poetical science") @Size(max = 500) @Nullable String about,
    @Schema(example = "en-GB")
        @Size(max = 35)
        @Pattern(
            regexp = "([A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*)?",
            message = "must be a language tag")
        @Nullable String locale,
    @Schema(example = "Europe/London") @TimeZone @Nullable String timeZone) {

  User appliedTo(User user) {
    return user.withProfile(
        displayName == null ? user.displayName() : Names.tidy(displayName),
        changed(avatar, user.avatar()),
        changed(about, user.about()),
        changed(locale, user.locale()),
        changed(timeZone, user.timeZone()));
  }

  private static @Nullable String changed(@Nullable String given, @Nullable String present) {
    if (given == null) {
      return present;
    }
    return given.isBlank() ? null : Names.tidy(given.replace("\0", ""));
  }
}
