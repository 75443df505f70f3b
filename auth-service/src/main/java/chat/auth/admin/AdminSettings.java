package chat.auth.admin;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** The administrator who is made at the first start, when there is none and all three are given. */
@Validated
@ConfigurationProperties("chat.auth.admin")
record AdminSettings(@Nullable String email, @Nullable String username, @Nullable String password) {
  @Override
  public String toString() {
    return "AdminSettings[" + username + "]";
  }
}
