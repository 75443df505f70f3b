package chat.wire.asyncapi;

import static chat.wire.asyncapi.Documents.message;
import static chat.wire.asyncapi.Documents.reference;

import chat.wire.event.DomainEvent;
import chat.wire.names.Exchanges;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The AsyncAPI document of RabbitMQ. */
final class EventsDocument {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final String ABOUT =
      """
      Every fact of the platform, as a CloudEvent 1.0 in JSON, on the topic exchange `chat.events`. \
      The routing key is the event's type: bind a durable queue of your own by the keys you want, \
      such as `message.*`. Events of one subject come in the order in which they happened; each \
      comes at least once, so know a repetition by its id. New fields and new types may come at \
      any time: ignore what you do not know.""";

  private final Schemas schemas = new Schemas();
  private final ObjectNode messages = NODES.objectNode();
  private final ObjectNode channels = NODES.objectNode();
  private final ObjectNode operations = NODES.objectNode();

  ObjectNode document() {
    Schemas.leaves(DomainEvent.class).forEach(this::add);
    ObjectNode document =
        Documents.begin("Events of the chat platform", ABOUT)
            .set(
                "servers",
                NODES
                    .objectNode()
                    .set(
                        "rabbitmq",
                        NODES.objectNode().put("host", "localhost:5672").put("protocol", "amqp")));
    document.set("channels", channels);
    document.set("operations", operations);
    document.set(
        "components", NODES.objectNode().set("messages", messages).set("schemas", schemas.all()));
    return document;
  }

  private void add(Class<?> event) {
    String type = event.getAnnotation(JsonTypeName.class).value();
    String key = type.replace('.', '-');
    messages.set(key, message(type, Sources.said(event), envelope(type, event), "event"));
    channels.set(
        key,
        NODES
            .objectNode()
            .put("address", type)
            .set("bindings", NODES.objectNode().set("amqp", binding()))
            .set(
                "messages",
                NODES.objectNode().set(key, reference("#/components/messages/" + key))));
    operations.set(
        key,
        NODES
            .objectNode()
            .put("action", "send")
            .set("channel", reference("#/channels/" + key))
            .set(
                "messages",
                NODES.arrayNode().add(reference("#/channels/" + key + "/messages/" + key))));
  }

  private static ObjectNode binding() {
    return NODES
        .objectNode()
        .put("is", "routingKey")
        .set(
            "exchange",
            NODES
                .objectNode()
                .put("name", Exchanges.EVENTS)
                .put("type", "topic")
                .put("durable", true));
  }

  private ObjectNode envelope(String type, Class<?> event) {
    ObjectNode fields = NODES.objectNode();
    fields.set("specversion", NODES.objectNode().put("type", "string").put("const", "1.0"));
    fields.set("type", NODES.objectNode().put("type", "string").put("const", type));
    fields.set("id", schemas.of(java.util.UUID.class));
    fields.set("source", schemas.of(String.class));
    fields.set("subject", schemas.of(String.class));
    fields.set("time", schemas.of(java.time.Instant.class));
    fields.set("datacontenttype", schemas.of(String.class));
    fields.set("traceparent", schemas.of(String.class));
    fields.set("data", schemas.of(event));
    ArrayNode required = NODES.arrayNode();
    List.of("specversion", "type", "id", "source", "subject", "time", "datacontenttype", "data")
        .forEach(required::add);
    return NODES
        .objectNode()
        .put("type", "object")
        .set("properties", fields)
        .set("required", required);
  }
}
