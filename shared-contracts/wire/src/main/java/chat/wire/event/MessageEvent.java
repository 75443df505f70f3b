package chat.wire.event;

import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserId;
import chat.wire.UserRef;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;

/** A room's stream advanced: the seq is the event's own number in the room. */
public sealed interface MessageEvent extends DomainEvent {
  RoomId room();

  long seq();

  @Override
  default String subject() {
    return room().toString();
  }

  @JsonTypeName("message.sent")
  record Sent(RoomId room, long seq, RoomKind kind, Message message) implements MessageEvent {}

  /**
   * @param newlyMentioned users whom the earlier text did not mention
   */
  @JsonTypeName("message.edited")
  record Edited(
      RoomId room,
      long seq,
      MessageId message,
      UserRef by,
      String text,
      List<UserId> newlyMentioned,
      Instant editedAt)
      implements MessageEvent {}

  /** The text is gone for everybody; the message's place in the stream stays. */
  @JsonTypeName("message.deleted")
  record Deleted(RoomId room, long seq, MessageId message, UserRef by) implements MessageEvent {}

  /**
   * @param added false when the reaction was taken back
   */
  @JsonTypeName("message.reacted")
  record Reacted(RoomId room, long seq, MessageId message, UserRef by, String emoji, boolean added)
      implements MessageEvent {}

  /**
   * @param pinned false when the pin was taken off
   */
  @JsonTypeName("message.pinned")
  record Pinned(RoomId room, long seq, MessageId message, UserRef by, boolean pinned)
      implements MessageEvent {}

  /** Somebody has read the room up to this seq; it takes no number of its own. */
  @JsonTypeName("room.read")
  record Read(RoomId room, long seq, UserId user) implements MessageEvent {}
}
