package chat.messages.socketio;

import chat.messages.engine.ProtocolViolation;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Bytes travel beside the JSON they belong to, where a placeholder stands for them. */
final class Attachments {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String MARK = "_placeholder";
  private static final String NUMBER = "num";

  private Attachments() {}

  /** The data with its bytes in place of their placeholders. */
  static JsonNode putIn(JsonNode data, List<byte[]> attachments) {
    return switch (data) {
      case ObjectNode object when object.path(MARK).isBoolean() && object.get(MARK).asBoolean() ->
          NODES.binaryNode(numbered(object.path(NUMBER), attachments));
      case ObjectNode object -> {
        object.properties().forEach(entry -> entry.setValue(putIn(entry.getValue(), attachments)));
        yield object;
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, putIn(array.get(i), attachments));
        }
        yield array;
      }
      default -> data;
    };
  }

  private static byte[] numbered(JsonNode number, List<byte[]> attachments) {
    if (!number.isInt() || number.asInt() < 0 || number.asInt() >= attachments.size()) {
      throw new ProtocolViolation("a placeholder for an attachment that there is not");
    }
    return attachments.get(number.asInt());
  }

  /** A copy of the data with placeholders; its bytes are added to the list. */
  static JsonNode takeOut(JsonNode data, List<byte[]> attachments) {
    return switch (data) {
      case BinaryNode bytes -> {
        ObjectNode placeholder = NODES.objectNode();
        placeholder.put(MARK, true).put(NUMBER, attachments.size());
        attachments.add(bytes.binaryValue());
        yield placeholder;
      }
      case ObjectNode object -> {
        ObjectNode copy = NODES.objectNode();
        object.forEachEntry((name, value) -> copy.set(name, takeOut(value, attachments)));
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = NODES.arrayNode(array.size());
        array.forEach(value -> copy.add(takeOut(value, attachments)));
        yield copy;
      }
      default -> data;
    };
  }
}
