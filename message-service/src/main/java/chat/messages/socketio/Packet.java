package chat.messages.socketio;

import chat.messages.engine.ProtocolViolation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One Socket.IO packet, its attachments in their places as binary nodes.
 *
 * @param type never one of the binary ones: whether there are bytes is seen in the data
 * @param id by which an event asks for an acknowledgement, or an acknowledgement answers
 */
record Packet(PacketType type, String namespace, @Nullable Long id, @Nullable JsonNode data) {

  /** The data of a kind of packet that has some. */
  JsonNode content() {
    if (data == null) {
      throw new ProtocolViolation("the packet carries nothing");
    }
    return data;
  }
}
