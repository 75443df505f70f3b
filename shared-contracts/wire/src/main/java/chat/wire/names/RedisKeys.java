package chat.wire.names;

/** The keys in Redis that more than one service knows. */
public final class RedisKeys {
  /**
   * Sorted set of revoked sessions, each scored by the epoch second at which its last access token
   * has ended and the entry may be forgotten.
   */
  public static final String REVOKED_SESSIONS = "chat:sessions:revoked";

  private RedisKeys() {}
}
