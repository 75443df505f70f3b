package chat.wire;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** How a room is found and entered. */
public enum RoomKind {
  @JsonProperty("public")
  PUBLIC,
  @JsonProperty("private")
  PRIVATE,
  @JsonProperty("direct")
  DIRECT,
  @JsonProperty("group")
  GROUP,
  @JsonProperty("global")
  GLOBAL,
  @JsonProperty("ad-hoc")
  AD_HOC,
  /** A value that a newer producer knows and this reader does not. */
  @JsonEnumDefaultValue
  @JsonProperty("unknown")
  UNKNOWN
}
