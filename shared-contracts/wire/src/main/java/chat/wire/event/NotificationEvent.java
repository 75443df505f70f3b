package chat.wire.event;

import chat.wire.MessageId;
import chat.wire.NotificationId;
import chat.wire.NotificationKind;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserRef;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody's inbox changed. */
public sealed interface NotificationEvent extends DomainEvent {
  UserId recipient();

  @Override
  default String subject() {
    return recipient().toString();
  }

  /**
   * @param excerpt the beginning of what was said
   */
  @JsonTypeName("notification.created")
  record Created(
      NotificationId notification,
      UserId recipient,
      NotificationKind kind,
      RoomId room,
      @Nullable MessageId message,
      UserRef by,
      String excerpt,
      Instant at)
      implements NotificationEvent {}
}
