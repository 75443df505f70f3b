package chat.wire.frame;

import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.RoomId;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a family of earlier clients says in words of its own, and hears besides ours: a room's code
 * and a nickname are enough for it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface FamilyA {

  /**
   * @param sender a guest's nickname; ignored for people with an account
   * @param clientId as in {@link ClientFrame.ChatSend}; made by the server when absent
   */
  @JsonTypeName("chat:send")
  record ChatSend(
      String roomCode, @Nullable String sender, String content, @Nullable String clientId)
      implements FamilyA {}

  /** {@link ServerFrame.ChatMessage}, and the same again in this family's words. */
  @JsonTypeName("chat:message")
  record ChatMessage(
      RoomId room,
      long seq,
      Message message,
      MessageId id,
      RoomId roomId,
      String roomCode,
      String sender,
      String content,
      Instant createdAt)
      implements FamilyA {}
}
