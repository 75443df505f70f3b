package chat.auth.user;

import chat.wire.UserId;
import chat.wire.UserKind;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A user as every other user may see them. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PublicProfile(
    UserId id,
    UserKind kind,
    @Nullable String username,
    String displayName,
    @Nullable String avatar,
    @Nullable String about,
    @Nullable UserId owner) {

  public static PublicProfile of(User user) {
    return new PublicProfile(
        user.id(),
        user.kind(),
        user.username(),
        user.displayName(),
        user.avatar(),
        user.about(),
        user.owner());
  }
}
