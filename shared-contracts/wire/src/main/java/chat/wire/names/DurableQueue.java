package chat.wire.names;

import java.util.List;

/**
 * A durable queue: one for each consuming service and reaction. The house's own are constants here.
 *
 * @param name as an administrator sees it: {@code service.what-happened}
 * @param keys the routing keys by which it is bound to {@link Exchanges#EVENTS}
 */
public record DurableQueue(String name, List<String> keys) {
  public static final DurableQueue AUTH_SESSION_REVOKED =
      of("auth.session-revoked", "session.revoked");

  public static final DurableQueue ROOM_USER_CHANGED =
      of("room.user-changed", "user.registered", "user.updated", "user.deleted");

  public static final DurableQueue MESSAGE_ROOM_CHANGED =
      of(
          "message.room-changed",
          "room.created",
          "room.updated",
          "room.archived",
          "room.deleted",
          "room.member.*");

  public static final DurableQueue PRESENCE_SESSION_REVOKED =
      of("presence.session-revoked", "session.revoked");

  public static final DurableQueue NOTIFICATION_ROOM_CHANGED =
      of(
          "notification.room-changed",
          "room.created",
          "room.updated",
          "room.deleted",
          "room.member.*",
          "room.invited");

  public static final DurableQueue NOTIFICATION_MESSAGE_SENT =
      of("notification.message-sent", "message.sent", "message.edited");

  public static DurableQueue of(String name, String... keys) {
    return new DurableQueue(name, List.of(keys));
  }

  /** The name of the queue in which the events rest that this queue's listener gave up on. */
  public String dead() {
    return name + ".dead";
  }
}
