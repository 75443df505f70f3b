package chat.messages.socketio;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Acknowledges an event, once; a second time does nothing. */
@FunctionalInterface
public interface Reply {
  /** To a client that has not asked for one. */
  Reply NOT_WANTED = arguments -> {};

  void send(List<? extends JsonNode> arguments);
}
