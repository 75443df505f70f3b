package chat.auth.user;

import chat.wire.UserId;
import chat.wire.UserKind;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user as they see themselves. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OwnProfile(
    @Schema(type = "string", format = "uuid") UserId id,
    UserKind kind,
    @Schema(example = "ada") @Nullable String username,
    @Schema(example = "ada@example.org") @Nullable String email,
    boolean emailVerified,
    @Schema(example = "Ada Lovelace") String displayName,
    @Nullable String avatar,
    @Nullable String about,
    @Schema(example = "en-GB") @Nullable String locale,
    @Schema(example = "Europe/London") @Nullable String timeZone,
    List<String> roles,
    long version,
    Instant createdAt) {

  public static OwnProfile of(User user) {
    return new OwnProfile(
        user.id(),
        user.kind(),
        user.username(),
        user.email(),
        user.emailVerified(),
        user.displayName(),
        user.avatar(),
        user.about(),
        user.locale(),
        user.timeZone(),
        user.roles(),
        user.version(),
        user.createdAt());
  }
}
