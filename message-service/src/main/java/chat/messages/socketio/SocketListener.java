package chat.messages.socketio;

import chat.messages.engine.CloseReason;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What one socket is for. All of it happens one after the other; nothing here may wait. */
public interface SocketListener {
  /**
   * @param arguments what follows the event's name; bytes are binary nodes
   * @param reply {@link Reply#NOT_WANTED} when the client has not asked for an acknowledgement
   */
  void event(String name, List<JsonNode> arguments, Reply reply);

  /** After a frame was not taken for want of room: there is room again. */
  default void drained() {}

  /** It is over; nothing follows. */
  default void closed(CloseReason reason) {}
}
