package chat.kit.event;

import chat.wire.names.DurableQueue;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What operators do with the events that were given up. Whatever is looked at and not taken goes
 * back to its place when the channel closes.
 */
final class DeadLetters {
  private final Broker broker;
  private final Duration patience;

  DeadLetters(Broker broker, Duration patience) {
    this.broker = broker;
    this.patience = patience;
  }

  /**
   * @param waiting events that the listener has not been given yet
   */
  record Counts(String queue, long waiting, long dead) {}

  Mono<Counts> counts(DurableQueue queue) {
    return onChannel(
        channel ->
            new Counts(
                queue.name(),
                channel.messageCount(queue.name()),
                channel.messageCount(queue.dead())));
  }

  /** The first ones, which stay where they are. */
  Mono<List<DeadLetter>> first(DurableQueue queue, int limit) {
    return onChannel(
        channel -> {
          var letters = new ArrayList<DeadLetter>();
          @Nullable GetResponse letter = null;
          while (letters.size() < limit && (letter = next(channel, queue)) != null) {
            letters.add(DeadLetter.of(letter));
          }
          return letters;
        });
  }

  /** Gives those that are there now to the listener again, and to no other queue. */
  Mono<Integer> redrive(DurableQueue queue, @Nullable String event) {
    return onChannel(
        channel -> {
          var again = new RoutedPublish(channel, patience);
          return each(channel, queue, event, letter -> redrive(again, queue, letter));
        });
  }

  Mono<Integer> discard(DurableQueue queue, String event) {
    return onChannel(channel -> each(channel, queue, event, letter -> {}));
  }

  private static void redrive(RoutedPublish again, DurableQueue queue, GetResponse letter)
      throws Exception {
    again.publish("", queue.name(), withoutInscription(letter.getProps()), letter.getBody());
  }

  /** Takes out what matches once it is done with, of the letters that are there at this moment. */
  private static int each(Channel channel, DurableQueue queue, @Nullable String event, Fate fate)
      throws Exception {
    int done = 0;
    @Nullable GetResponse letter = null;
    for (long left = channel.messageCount(queue.dead());
        left > 0 && (letter = next(channel, queue)) != null;
        left--) {
      if (event == null || event.equals(letter.getProps().getMessageId())) {
        fate.decide(letter);
        channel.basicAck(letter.getEnvelope().getDeliveryTag(), false);
        done++;
      }
    }
    return done;
  }

  private static @Nullable GetResponse next(Channel channel, DurableQueue queue)
      throws IOException {
    return channel.basicGet(queue.dead(), false);
  }

  private static BasicProperties withoutInscription(BasicProperties properties) {
    var headers = new HashMap<>(properties.getHeaders());
    headers.keySet().removeIf(name -> name.startsWith("x-dead-"));
    return properties.builder().headers(headers).build();
  }

  private <R> Mono<R> onChannel(Work<R> work) {
    return Mono.fromCallable(
            () -> {
              try (var channel = broker.openPublisherChannel()) {
                return work.on(channel);
              }
            })
        .subscribeOn(Schedulers.boundedElastic());
  }

  @FunctionalInterface
  private interface Work<R> {
    R on(Channel channel) throws Exception;
  }

  @FunctionalInterface
  private interface Fate {
    void decide(GetResponse letter) throws Exception;
  }
}
