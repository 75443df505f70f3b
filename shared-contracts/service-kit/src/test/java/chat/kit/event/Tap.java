package chat.kit.event;

import chat.backing.BackingServices;
import chat.kit.Ids;
import chat.kit.event.EventCodec.Decoded;
import chat.wire.event.CloudEvent;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sees everything that is published, in the order in which the broker has it. */
final class Tap implements AutoCloseable {
  private final EventCodec codec = new EventCodec();
  private final List<CloudEvent> seen = new CopyOnWriteArrayList<>();
  private final Map<UUID, Raw> raw = new ConcurrentHashMap<>();
  private final Connection connection;
  private final Channel channel;

  Tap() throws Exception {
    connection = BackingServices.forTests().amqp().connectionFactory().newConnection();
    channel = connection.createChannel();
    var queue = "tap." + Ids.next();
    Topology.declareOwn(channel, queue, Set.of("#"));
    channel.basicConsume(
        queue,
        true,
        (tag, delivery) -> {
          if (codec.decode(delivery.getBody()) instanceof Decoded.Known(var event)) {
            seen.add(event);
            raw.put(event.id(), Raw.of(delivery));
          }
        },
        tag -> {});
  }

  /** As a consumer gets it that knows nothing of us. */
  record Raw(String key, String contentType, JsonNode body) {
    private static Raw of(Delivery delivery) {
      return new Raw(
          delivery.getEnvelope().getRoutingKey(),
          delivery.getProperties().getContentType(),
          JsonMapper.shared().readTree(delivery.getBody()));
    }
  }

  @Nullable Raw raw(UUID event) {
    return raw.get(event);
  }

  /** Doubles included. */
  List<CloudEvent> seen(String subject) {
    return seen.stream().filter(event -> event.subject().equals(subject)).toList();
  }

  /** The versions of first occurrences. */
  List<Long> firsts(String subject) {
    return seen(subject).stream().map(Facts::version).distinct().toList();
  }

  Channel channel() {
    return channel;
  }

  @Override
  public void close() throws Exception {
    connection.close();
  }
}
