package chat.wire.asyncapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the two AsyncAPI documents have in common. */
final class Documents {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper JSON = JsonMapper.shared();

  private Documents() {}

  static ObjectNode begin(String title, String about) {
    return NODES
        .objectNode()
        .put("asyncapi", "3.0.0")
        .set(
            "info",
            NODES.objectNode().put("title", title).put("version", "1").put("description", about))
        .put("defaultContentType", "application/json");
  }

  /** With the golden file of that name as its example. */
  static ObjectNode message(String name, String said, ObjectNode payload, String folder) {
    ObjectNode message = NODES.objectNode().put("name", name).put("title", name);
    if (!said.isEmpty()) {
      message.put("summary", said);
    }
    return message
        .set("payload", payload)
        .set(
            "examples",
            NODES.arrayNode().add(NODES.objectNode().set("payload", golden(folder, name))));
  }

  static ObjectNode reference(String to) {
    return NODES.objectNode().put("$ref", to);
  }

  private static JsonNode golden(String folder, String name) {
    String file = "/golden/" + folder + "/" + name.replace(':', '-') + ".json";
    try (InputStream in = Documents.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing");
      }
      return known(JSON.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode known(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove("fromTheFuture");
    }
    node.forEach(Documents::known);
    return node;
  }
}
