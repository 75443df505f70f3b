package chat.wire;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a session ended before its time. */
public enum RevocationReason {
  @JsonProperty("logout")
  LOGOUT,
  @JsonProperty("signed-out-elsewhere")
  SIGNED_OUT_ELSEWHERE,
  @JsonProperty("password-changed")
  PASSWORD_CHANGED,
  @JsonProperty("refresh-token-reused")
  REFRESH_TOKEN_REUSED,
  @JsonProperty("account-suspended")
  ACCOUNT_SUSPENDED,
  @JsonProperty("account-deleted")
  ACCOUNT_DELETED,
  /** A value that a newer producer knows and this reader does not. */
  @JsonEnumDefaultValue
  @JsonProperty("unknown")
  UNKNOWN
}
