package chat.kit.event;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Return;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Publishes to where exactly one queue must take it, and fails unless it did. Blocks; for the few
 * messages that must not get lost between two queues.
 */
final class RoutedPublish {
  private final Channel channel;
  private final Duration patience;
  private final AtomicReference<Return> returned = new AtomicReference<>();

  RoutedPublish(Channel channel, Duration patience) throws IOException {
    this.channel = channel;
    this.patience = patience;
    channel.confirmSelect();
    channel.addReturnListener(returned::set);
  }

  void publish(String exchange, String key, BasicProperties properties, byte[] body)
      throws IOException, InterruptedException, TimeoutException {
    returned.set(null);
    channel.basicPublish(exchange, key, true, properties, body);
    // an unroutable message is returned before it is confirmed
    channel.waitForConfirmsOrDie(patience.toMillis());
    if (returned.get() != null) {
      throw new IOException("No queue takes what is published to " + exchange + " as " + key);
    }
  }
}
