package chat.wire;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What sort of user this is; a guest has a nickname and no account. */
public enum UserKind {
  @JsonProperty("person")
  PERSON,
  @JsonProperty("guest")
  GUEST,
  @JsonProperty("bot")
  BOT,
  /** A value that a newer producer knows and this reader does not. */
  @JsonEnumDefaultValue
  @JsonProperty("unknown")
  UNKNOWN
}
