package chat.auth.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an entry of the audit log tells. */
public enum AuditKind {
  REGISTERED,
  GUEST_BECAME_PERSON,
  ADMINISTRATOR_SEEDED,
  LOGGED_IN,
  LOGGED_OUT,
  LOGIN_FAILED(true),
  LOGIN_DELAYED(true),
  REGISTRATION_REFUSED(true),
  SECOND_FACTOR_FAILED(true),
  SECOND_FACTOR_ENABLED,
  SECOND_FACTOR_DISABLED,
  RECOVERY_CODE_USED(true),
  RECOVERY_CODES_RENEWED,
  REFRESH_TOKEN_REUSED(true),
  CSRF_REFUSED(true),
  SESSION_REVOKED,
  PASSWORD_CHANGED,
  PASSWORD_RESET_ASKED,
  PASSWORD_RESET,
  EMAIL_VERIFIED,
  EMAIL_CHANGED,
  ACCOUNT_DELETED,
  DATA_EXPORTED,
  BOT_CREATED,
  BOT_DELETED,
  TOKEN_CREATED,
  TOKEN_REVOKED,
  USER_SUSPENDED,
  USER_RESTORED,
  KEY_ROTATION_ORDERED,
  SERVICE_TOKEN_REFUSED(true);

  private final boolean suspicious;

  AuditKind() {
    this(false);
  }

  AuditKind(boolean suspicious) {
    this.suspicious = suspicious;
  }

  /** Whether somebody on duty should look at it: such entries are also logged and counted. */
  public boolean suspicious() {
    return suspicious;
  }

  /** The form in which it is stored and shown, such as {@code login-failed}. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
