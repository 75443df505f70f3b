package chat.kit.testing;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An AsyncAPI document, held against what is really sent. It is stricter than a client has to be:
 * what is not in the document is wrong.
 */
public final class Contract {
  public static final Contract SOCKET = read("/asyncapi/socket.json");
  public static final Contract EVENTS = read("/asyncapi/events.json");

  private final JsonNode document;

  private Contract(JsonNode document) {
    this.document = document;
  }

  private static Contract read(String file) {
    try (InputStream in = Contract.class.getResourceAsStream(file)) {
      return new Contract(JsonMapper.shared().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document's own, by the name of the message. */
  public Map<String, JsonNode> examples() {
    return document
        .at("/components/messages")
        .valueStream()
        .collect(
            toMap(
                message -> message.path("name").asString(),
                message -> message.at("/examples/0/payload")));
  }

  /** What is wrong with a message of that name; nothing when one of its forms fits. */
  public List<String> wrongWith(String name, JsonNode payload) {
    return best(
        document
            .path("operations")
            .valueStream()
            .filter(operation -> operation.path("action").asString().equals("send"))
            .flatMap(operation -> operation.path("messages").valueStream())
            .map(this::resolved)
            .filter(message -> message.path("name").asString("").equals(name))
            .map(message -> message.path("payload"))
            .toList(),
        payload,
        name);
  }

  /** What is wrong with the acknowledgement of that client event. */
  public List<String> wrongWithAck(String event, JsonNode ack) {
    List<JsonNode> forms =
        document
            .path("operations")
            .valueStream()
            .filter(operation -> operation.has("reply"))
            .filter(operation -> name(operation.path("messages").get(0)).equals(event))
            .map(operation -> resolved(operation.path("reply").path("messages").get(0)))
            .map(message -> message.path("payload"))
            .toList();
    // what is not known cannot be in the document, and is refused
    return forms.isEmpty() && !ack.path("ok").asBoolean(true)
        ? List.of()
        : best(forms, ack, "the acknowledgement of " + event);
  }

  private String name(JsonNode reference) {
    return resolved(reference).path("name").asString("");
  }

  private JsonNode resolved(JsonNode node) {
    JsonNode at = node;
    while (at.has("$ref")) {
      at = document.at(at.path("$ref").asString().substring(1));
    }
    return at;
  }

  private List<String> best(List<JsonNode> schemas, JsonNode value, String path) {
    return schemas.stream()
        .map(schema -> errors(schema, value, path))
        .min(Comparator.comparingInt(List::size))
        .orElse(List.of(path + " is not in the document"));
  }

  private List<String> errors(JsonNode given, JsonNode value, String path) {
    JsonNode schema = resolved(given);
    if (schema.has("anyOf")) {
      return best(schema.path("anyOf").valueStream().toList(), value, path);
    }
    List<String> errors = new ArrayList<>();
    if (!isOfType(schema, value)) {
      errors.add("%s is %s".formatted(path, value));
    }
    parts(schema).forEach(part -> fields(part, value, path, errors));
    Set<String> unknown = new HashSet<>(value.propertyNames());
    parts(schema).forEach(part -> unknown.removeAll(part.path("properties").propertyNames()));
    unknown.forEach(name -> errors.add("%s.%s is not in the document".formatted(path, name)));
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      errors.addAll(errors(schema.path("items"), value.get(i), path + "[" + i + "]"));
    }
    return errors;
  }

  private Stream<JsonNode> parts(JsonNode schema) {
    return schema.has("allOf")
        ? schema.path("allOf").valueStream().map(this::resolved)
        : Stream.of(schema);
  }

  private void fields(JsonNode schema, JsonNode value, String path, List<String> errors) {
    schema
        .path("required")
        .valueStream()
        .map(JsonNode::asString)
        .filter(name -> !value.has(name))
        .forEach(name -> errors.add("%s.%s is missing".formatted(path, name)));
    schema.path("properties").properties().stream()
        .filter(property -> value.has(property.getKey()))
        .forEach(
            property ->
                errors.addAll(
                    errors(
                        property.getValue(),
                        value.get(property.getKey()),
                        path + "." + property.getKey())));
  }

  private static boolean isOfType(JsonNode schema, JsonNode value) {
    boolean constant = !schema.has("const") || schema.path("const").equals(value);
    boolean listed =
        !schema.has("enum") || schema.path("enum").valueStream().anyMatch(value::equals);
    return constant
        && listed
        && switch (schema.path("type").asString("object")) {
          case "string" -> value.isString() && isFormat(schema, value.asString());
          case "integer" -> value.isIntegralNumber();
          case "boolean" -> value.isBoolean();
          case "array" -> value.isArray();
          default -> value.isObject();
        };
  }

  private static boolean isFormat(JsonNode schema, String text) {
    return switch (schema.path("format").asString("")) {
      case "uuid" -> text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
      case "date-time" -> text.matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
      default -> true;
    };
  }
}
