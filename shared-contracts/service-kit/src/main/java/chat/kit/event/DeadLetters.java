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
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.rabbit.support.RabbitExceptionTranslator;
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

  /**
   * @param dead how many there are, beyond this page too
   */
  record Page(String queue, long dead, List<DeadLetter> letters) {}

  Mono<Counts> counts(DurableQueue queue) {
    return onChannel(
        channel ->
            new Counts(
                queue.name(),
                channel.messageCount(queue.name()),
                channel.messageCount(queue.dead())));
  }

  /** The first ones, which stay where they are. */
  Mono<Page> first(DurableQueue queue, int limit) {
    return onChannel(
            channel ->
                new Page(
                    queue.name(), channel.messageCount(queue.dead()), peek(channel, queue, limit)))
        .delayUntil(page -> untilBack(queue, page.dead()));
  }

  /** Gives those that are there now to the listener again, and to no other queue. */
  Mono<Integer> redrive(DurableQueue queue, @Nullable String event) {
    return takeOut(
        queue,
        event,
        channel -> {
          var again = new RoutedPublish(channel, patience);
          return letter -> redrive(again, queue, letter);
        });
  }

  Mono<Integer> discard(DurableQueue queue, String event) {
    return takeOut(queue, event, channel -> letter -> {});
  }

  private Mono<Integer> takeOut(DurableQueue queue, @Nullable String event, Work<Fate> fates) {
    return onChannel(
            channel -> {
              var before = channel.messageCount(queue.dead());
              var done = each(channel, queue, before, event, fates.on(channel));
              return new TakenOut(done, before - done);
            })
        .delayUntil(taken -> untilBack(queue, taken.left()))
        .map(TakenOut::count);
  }

  /** The broker takes back in its own time; who looks again at once shall see all. */
  private Mono<Long> untilBack(DurableQueue queue, long left) {
    return onChannel(channel -> channel.messageCount(queue.dead()))
        .filter(there -> there >= left)
        .repeatWhenEmpty(looks -> looks.take(50).delayElements(Duration.ofMillis(20)));
  }

  private static List<DeadLetter> peek(Channel channel, DurableQueue queue, int limit)
      throws IOException {
    var letters = new ArrayList<DeadLetter>();
    @Nullable GetResponse letter = null;
    while (letters.size() < limit && (letter = next(channel, queue)) != null) {
      letters.add(DeadLetter.of(letter));
    }
    return letters;
  }

  private static void redrive(RoutedPublish again, DurableQueue queue, GetResponse letter)
      throws Exception {
    again.publish("", queue.name(), withoutInscription(letter.getProps()), letter.getBody());
  }

  /** Takes out what matches once it is done with, of as many as were there before. */
  private static int each(
      Channel channel, DurableQueue queue, long before, @Nullable String event, Fate fate)
      throws Exception {
    int done = 0;
    @Nullable GetResponse letter = null;
    for (long left = before; left > 0 && (letter = next(channel, queue)) != null; left--) {
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
    Map<String, Object> headers = new HashMap<>();
    if (properties.getHeaders() != null) {
      headers.putAll(properties.getHeaders());
    }
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
        .subscribeOn(Schedulers.boundedElastic())
        .onErrorMap(RabbitExceptionTranslator::convertRabbitAccessException);
  }

  /**
   * @param left how many are there when the others are back
   */
  private record TakenOut(int count, long left) {}

  @FunctionalInterface
  private interface Work<R> {
    R on(Channel channel) throws Exception;
  }

  @FunctionalInterface
  private interface Fate {
    void decide(GetResponse letter) throws Exception;
  }
}
