package chat.auth.admin;

import chat.auth.user.OwnProfile;
import chat.auth.user.Suspension;
import chat.auth.user.User;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A user as administrators see them. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AdminUser(OwnProfile profile, @Nullable Suspension suspension) {
  static AdminUser of(User user) {
    return new AdminUser(OwnProfile.of(user), user.suspension());
  }
}
