package chat.kit.security;

import chat.wire.SessionId;
import chat.wire.UserId;
import chat.wire.UserKind;
import java.util.Set;

/** The user who calls, as the access token says; a controller takes it as a parameter. */
public record Caller(UserId id, SessionId session, String name, UserKind kind, Set<String> roles)
    implements Identity {
  public Caller {
    roles = Set.copyOf(roles);
  }

  public boolean isAdmin() {
    return roles.contains("admin");
  }
}
