package chat.wire;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether somebody is here. */
public enum PresenceStatus {
  @JsonProperty("online")
  ONLINE,
  @JsonProperty("away")
  AWAY,
  @JsonProperty("offline")
  OFFLINE,
  /** A value that a newer producer knows and this reader does not. */
  @JsonEnumDefaultValue
  @JsonProperty("unknown")
  UNKNOWN
}
