package chat.wire.frame;

import chat.wire.MessageId;
import chat.wire.RoomId;
import chat.wire.UserId;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What another family of earlier clients says and hears in words of its own. Without a room it
 * means the global one.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface FamilyB {

  @JsonTypeName("join-room")
  record JoinRoom(@Nullable RoomId roomId) implements FamilyB {}

  @JsonTypeName("leave-room")
  record LeaveRoom(@Nullable RoomId roomId) implements FamilyB {}

  /**
   * @param clientId as in {@link ClientFrame.ChatSend}; made by the server when absent
   */
  @JsonTypeName("send-message")
  record SendMessage(String content, @Nullable RoomId roomId, @Nullable String clientId)
      implements FamilyB {}

  /**
   * In both directions.
   *
   * @param userId who it is; the server knows that of its clients whatever they say
   */
  @JsonTypeName("typing-start")
  record TypingStart(@Nullable UserId userId, @Nullable RoomId roomId) implements FamilyB {}

  @JsonTypeName("typing-stop")
  record TypingStop(@Nullable UserId userId, @Nullable RoomId roomId) implements FamilyB {}

  /** A {@link ServerFrame.ChatMessage} in this family's words, at its place in the stream. */
  @JsonTypeName("receive-message")
  record ReceiveMessage(
      MessageId id,
      String content,
      UserId userId,
      Instant timestamp,
      RoomId roomId,
      long seq,
      String userName)
      implements FamilyB {}
}
