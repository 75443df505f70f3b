package chat.auth.session;

import chat.wire.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the database knows of a refresh token.
 *
 * @param used when it was exchanged, and the salt from which its successor follows
 */
record RefreshToken(SessionId session, Instant expiresAt, @Nullable Use used) {
  record Use(Instant at, String salt) {}
}
