package chat.kit.event;

import chat.wire.names.Exchanges;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.springframework.amqp.AmqpException;

/** A channel on which every event published is confirmed or refused by the broker. */
final class ConfirmChannel {
  private final Channel channel;
  private final ConcurrentNavigableMap<Long, CompletableFuture<Void>> unconfirmed =
      new ConcurrentSkipListMap<>();

  ConfirmChannel(Channel channel) throws IOException {
    this.channel = channel;
    Topology.declareExchanges(channel);
    channel.confirmSelect();
    channel.addConfirmListener(
        (upTo, multiple) -> settle(upTo, multiple, confirmed -> confirmed.complete(null)),
        (upTo, multiple) ->
            settle(upTo, multiple, refused -> refused.completeExceptionally(refusal())));
    channel.addShutdownListener(
        signal -> settle(Long.MAX_VALUE, true, lost -> lost.completeExceptionally(signal)));
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  /** Publishes in this order; the answer comes when all are confirmed. One caller at a time. */
  CompletableFuture<Void> publish(List<Outgoing> events) throws IOException {
    return Parcels.together(
        () -> {
          var confirmations = new CompletableFuture<?>[events.size()];
          for (int i = 0; i < confirmations.length; i++) {
            confirmations[i] = publish(events.get(i));
          }
          return CompletableFuture.allOf(confirmations);
        });
  }

  private CompletableFuture<Void> publish(Outgoing event) throws IOException {
    var confirmation = new CompletableFuture<Void>();
    unconfirmed.put(channel.getNextPublishSeqNo(), confirmation);
    channel.basicPublish(Exchanges.EVENTS, event.type(), event.properties(), event.body());
    return confirmation;
  }

  private void settle(long upTo, boolean multiple, Consumer<CompletableFuture<Void>> verdict) {
    var settled =
        multiple ? unconfirmed.headMap(upTo, true) : unconfirmed.subMap(upTo, true, upTo, true);
    settled.values().forEach(verdict);
    settled.clear();
  }

  private static AmqpException refusal() {
    return new AmqpException("The broker refused an event");
  }
}
