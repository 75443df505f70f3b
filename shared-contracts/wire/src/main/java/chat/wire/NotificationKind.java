package chat.wire;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Why somebody is told. */
public enum NotificationKind {
  @JsonProperty("mention")
  MENTION,
  @JsonProperty("direct-message")
  DIRECT_MESSAGE,
  @JsonProperty("invitation")
  INVITATION,
  /** A value that a newer producer knows and this reader does not. */
  @JsonEnumDefaultValue
  @JsonProperty("unknown")
  UNKNOWN
}
