package chat.kit.event;

import chat.wire.names.DurableQueue;
import chat.wire.names.Exchanges;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Declares exchanges and queues, again on every connection: a broker may come back empty. */
final class Topology {
  private final boolean quorum;

  Topology(boolean quorum) {
    this.quorum = quorum;
  }

  static void declareExchanges(Channel channel) throws IOException {
    channel.exchangeDeclare(Exchanges.EVENTS, BuiltinExchangeType.TOPIC, true);
    channel.exchangeDeclare(Exchanges.DEAD, BuiltinExchangeType.DIRECT, true);
  }

  void declare(Channel channel, DurableQueue queue) throws IOException {
    declareExchanges(channel);
    channel.queueDeclare(queue.dead(), true, false, false, arguments());
    channel.queueBind(queue.dead(), Exchanges.DEAD, queue.name());
    channel.queueDeclare(queue.name(), true, false, false, oneConsumerAtATime());
    for (var key : queue.keys()) {
      channel.queueBind(queue.name(), Exchanges.EVENTS, key);
    }
  }

  /** A queue of this connection only, which ends with it. */
  static void declareOwn(Channel channel, String name, Set<String> keys) throws IOException {
    declareExchanges(channel);
    channel.queueDeclare(name, false, true, true, Map.of());
    for (var key : keys) {
      channel.queueBind(name, Exchanges.EVENTS, key);
    }
  }

  private Map<String, Object> oneConsumerAtATime() {
    var arguments = arguments();
    arguments.put("x-single-active-consumer", true);
    return arguments;
  }

  private Map<String, Object> arguments() {
    Map<String, Object> arguments = new HashMap<>();
    if (quorum) {
      arguments.put("x-queue-type", "quorum");
      // RabbitMQ 4 drops a message that came back 20 times, be it by no more than restarts; and
      // with no limit at all, one that comes back goes to the end of the queue
      arguments.put("x-delivery-limit", Integer.MAX_VALUE);
    }
    return arguments;
  }
}
