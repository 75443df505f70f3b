package chat.auth.session;

import chat.auth.token.Hash;
import chat.wire.SessionId;
import chat.wire.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One login, or the life of one personal access token.
 *
 * @param csrf present when the refresh token lives in a cookie
 */
public record Session(
    SessionId id,
    UserId user,
    SessionKind kind,
    @Nullable String device,
    @Nullable String address,
    @Nullable Hash csrf,
    Instant createdAt,
    Instant lastUsedAt,
    Instant expiresAt,
    @Nullable Instant revokedAt) {

  public boolean liveAt(Instant now) {
    return revokedAt == null && expiresAt.isAfter(now);
  }
}
