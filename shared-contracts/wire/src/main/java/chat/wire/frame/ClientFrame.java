package chat.wire.frame;

import chat.wire.MessageId;
import chat.wire.RoomId;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks over its socket. The wire name in {@link JsonTypeName} is the Socket.IO event,
 * the record its only argument; each is answered by an {@link Ack}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ClientFrame {

  @JsonTypeName("room:create")
  record RoomCreate(@Nullable String name, @Nullable String nickname) implements ClientFrame {}

  /**
   * Opens a room live by its id or its code.
   *
   * @param since the last seq the client has seen; the answer begins after it
   */
  @JsonTypeName("room:join")
  record RoomJoin(
      @Nullable RoomId room, @Nullable String code, @Nullable String nickname, @Nullable Long since)
      implements ClientFrame {}

  @JsonTypeName("room:leave")
  record RoomLeave(RoomId room) implements ClientFrame {}

  /**
   * @param clientId made by the client: the same id again gives the first answer again
   */
  @JsonTypeName("chat:send")
  record ChatSend(
      RoomId room,
      String clientId,
      String text,
      @Nullable MessageId replyTo,
      @Nullable MessageId thread,
      @Nullable List<UUID> attachments)
      implements ClientFrame {}

  @JsonTypeName("chat:edit")
  record ChatEdit(RoomId room, MessageId message, String text) implements ClientFrame {}

  @JsonTypeName("chat:delete")
  record ChatDelete(RoomId room, MessageId message) implements ClientFrame {}

  /**
   * @param added false takes the reaction back
   */
  @JsonTypeName("chat:react")
  record ChatReact(RoomId room, MessageId message, String emoji, boolean added)
      implements ClientFrame {}

  /**
   * @param pinned false takes the pin off
   */
  @JsonTypeName("chat:pin")
  record ChatPin(RoomId room, MessageId message, boolean pinned) implements ClientFrame {}

  @JsonTypeName("chat:read")
  record ChatRead(RoomId room, long seq) implements ClientFrame {}

  @JsonTypeName("chat:typing")
  record ChatTyping(RoomId room, boolean typing) implements ClientFrame {}

  @JsonTypeName("chat:history")
  record ChatHistory(
      RoomId room, @Nullable Long before, @Nullable Long after, @Nullable Integer limit)
      implements ClientFrame {}

  /** Catches up many rooms at once. */
  @JsonTypeName("sync")
  record Sync(List<Position> rooms) implements ClientFrame {}

  /** Renews the socket's token in place, before it ends. */
  @JsonTypeName("auth:renew")
  record AuthRenew(String token) implements ClientFrame {}

  /** Whether the person at this socket has turned away from it. */
  @JsonTypeName("presence:away")
  record PresenceAway(boolean away) implements ClientFrame {}
}
