package chat.kit.event;

import chat.wire.event.CloudEvent;
import com.rabbitmq.client.AMQP.BasicProperties;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An encoded event on its way to the broker.
 *
 * @param type the routing key
 */
record Outgoing(UUID id, String type, @Nullable String traceparent, String event) {
  private static final int PERSISTENT = 2;

  byte[] body() {
    return event.getBytes(StandardCharsets.UTF_8);
  }

  BasicProperties properties() {
    return new BasicProperties.Builder()
        .contentType(CloudEvent.MEDIA_TYPE)
        .deliveryMode(PERSISTENT)
        .messageId(id.toString())
        .type(type)
        .headers(traceparent == null ? Map.of() : Map.of("traceparent", traceparent))
        .build();
  }
}
