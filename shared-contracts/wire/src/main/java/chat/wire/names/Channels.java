package chat.wire.names;

import chat.wire.RoomId;
import chat.wire.UserId;

/** The channels of Redis pub/sub: live and lossy, every loss is found by seq or by expiry. */
public final class Channels {
  /** A session's id, the moment it is revoked. */
  public static final String SESSIONS_REVOKED = "chat:live:sessions-revoked";

  /** All that concerns any user: the pattern of every {@link #user}. */
  public static final String USERS = "chat:live:user:*";

  private static final String USER = "chat:live:user:";

  private Channels() {}

  /** The live events of one room. */
  public static String room(RoomId room) {
    return "chat:live:room:" + room;
  }

  /** What concerns one user on all their sockets: notifications and presence. */
  public static String user(UserId user) {
    return USER + user;
  }

  /** Whom such a channel is about. */
  public static UserId userOf(String channel) {
    return UserId.of(channel.substring(USER.length()));
  }
}
