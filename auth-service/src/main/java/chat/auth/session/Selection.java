package chat.auth.session;

import chat.wire.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * Which of a user's live sessions.
 *
 * @param tokensToo whether personal access tokens are among them
 */
public record Selection(@Nullable SessionId only, @Nullable SessionId except, boolean tokensToo) {

  public static Selection one(SessionId session) {
    return new Selection(session, null, true);
  }

  public static Selection logins() {
    return new Selection(null, null, false);
  }

  public static Selection loginsBut(SessionId kept) {
    return new Selection(null, kept, false);
  }

  public static Selection everything() {
    return new Selection(null, null, true);
  }

  public static Selection everythingBut(SessionId kept) {
    return new Selection(null, kept, true);
  }
}
