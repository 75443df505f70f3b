package chat.wire;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What a member may do in a room. */
public enum Role {
  @JsonProperty("owner")
  OWNER,
  @JsonProperty("moderator")
  MODERATOR,
  @JsonProperty("member")
  MEMBER,
  /** A value that a newer producer knows and this reader does not. */
  @JsonEnumDefaultValue
  @JsonProperty("unknown")
  UNKNOWN
}
