package chat.messages.socketio;

import chat.messages.engine.ProtocolViolation;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What each kind of packet must carry, and must not. */
final class PacketRules {
  /** What client libraries tell their own users by; nobody sends these. */
  private static final Set<String> RESERVED =
      Set.of(
          "connect",
          "connect_error",
          "disconnect",
          "disconnecting",
          "newListener",
          "removeListener");

  private PacketRules() {}

  static Packet checked(Packet packet, SocketIoSettings settings) {
    JsonNode data = packet.data();
    boolean good =
        switch (packet.type()) {
          case CONNECT -> packet.id() == null && (data == null || data.isObject());
          case DISCONNECT -> packet.id() == null && data == null;
          case EVENT -> data != null && data.isArray() && isName(data.get(0), settings.name());
          case ACK -> packet.id() != null && data != null && data.isArray();
          case CONNECT_ERROR, BINARY_EVENT, BINARY_ACK -> false;
        };
    if (!good) {
      throw new ProtocolViolation("the packet does not carry what its type asks for");
    }
    return packet;
  }

  private static boolean isName(@Nullable JsonNode name, int longest) {
    return name != null
        && name.isString()
        && name.stringValue().length() <= longest
        && !RESERVED.contains(name.stringValue());
  }
}
