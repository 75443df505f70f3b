package chat.auth.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a personal access token is good for. None is good for the account itself. */
enum Scope {
  /** To see what its user sees. */
  @JsonProperty("read")
  READ,
  /** To do in rooms what its user may do there. */
  @JsonProperty("write")
  WRITE;

  /** As it stands in an access token's {@code scope}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
