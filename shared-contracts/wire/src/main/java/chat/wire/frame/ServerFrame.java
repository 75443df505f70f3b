package chat.wire.frame;

import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.NotificationId;
import chat.wire.NotificationKind;
import chat.wire.PresenceStatus;
import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserRef;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server tells a socket. The three classes of traffic differ in what a full queue does.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ServerFrame {

  /** The Socket.IO event name. */
  @JsonIgnore
  default String type() {
    return getClass().getAnnotation(JsonTypeName.class).value();
  }

  /** Part of a room's stream: never dropped, a socket that falls behind pulls it by seq. */
  sealed interface Durable extends ServerFrame {
    RoomId room();

    long seq();
  }

  /** The last value wins: a newer one may replace one that still waits. */
  sealed interface State extends ServerFrame {}

  /** The first to go when a socket is slow. */
  sealed interface Ephemeral extends ServerFrame {}

  @JsonTypeName("chat:message")
  record ChatMessage(RoomId room, long seq, Message message) implements Durable {}

  @JsonTypeName("chat:edited")
  record ChatEdited(
      RoomId room, long seq, MessageId message, UserRef by, String text, Instant editedAt)
      implements Durable {}

  @JsonTypeName("chat:deleted")
  record ChatDeleted(RoomId room, long seq, MessageId message, UserRef by) implements Durable {}

  @JsonTypeName("chat:reacted")
  record ChatReacted(
      RoomId room, long seq, MessageId message, UserRef by, String emoji, boolean added)
      implements Durable {}

  @JsonTypeName("chat:pinned")
  record ChatPinned(RoomId room, long seq, MessageId message, UserRef by, boolean pinned)
      implements Durable {}

  @JsonTypeName("room:member-joined")
  record MemberJoined(RoomId room, long seq, UserRef member, Role role) implements Durable {}

  @JsonTypeName("room:member-left")
  record MemberLeft(RoomId room, long seq, UserRef member) implements Durable {}

  @JsonTypeName("room:updated")
  record RoomUpdated(RoomId room, long seq, RoomDetails details, UserRef by) implements Durable {}

  /** A read marker moved. */
  @JsonTypeName("chat:read")
  record ChatRead(RoomId room, UserId user, long seq) implements State {}

  @JsonTypeName("presence:changed")
  record PresenceChanged(UserId user, PresenceStatus status, Instant lastSeen) implements State {}

  /** A digest from time to time, by which a client notices that it has fallen silent. */
  @JsonTypeName("room:heads")
  record RoomHeads(List<Position> heads) implements State {}

  @JsonTypeName("notification:new")
  record NotificationNew(
      NotificationId notification,
      NotificationKind kind,
      RoomId room,
      @Nullable MessageId message,
      UserRef by,
      String excerpt,
      Instant at)
      implements State {}

  @JsonTypeName("chat:typing")
  record ChatTyping(RoomId room, UserRef user, boolean typing) implements Ephemeral {}

  /** This socket is too slow for the room: pull what is missing by seq. */
  @JsonTypeName("lagging")
  record Lagging(RoomId room, long head) implements State {}

  /**
   * The node is about to stop: connect again elsewhere.
   *
   * @param afterMillis how long to wait, different for each client
   */
  @JsonTypeName("go-away")
  record GoAway(long afterMillis) implements State {}

  /**
   * Who this socket speaks for, when the server made a guest's session for it or has renewed it.
   *
   * @param token the guest's access token, good for HTTP and for another socket too
   */
  @JsonTypeName("auth:session")
  record AuthSession(UserRef user, String token, Instant expiresAt) implements State {}

  /**
   * An event was refused whose sender has not asked for an acknowledgement.
   *
   * @param event the name of what was refused
   */
  @JsonTypeName("refused")
  record Refused(String event, Ack.Refusal error) implements State {}
}
