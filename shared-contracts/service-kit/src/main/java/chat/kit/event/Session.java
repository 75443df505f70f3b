package chat.kit.event;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One consumer on one channel, until the channel is gone or the service stops. What is not
 * acknowledged by then goes back to its place in the queue when the channel closes. The consumer is
 * never cancelled before: another instance would become the active one and overtake what is still
 * in hand here.
 */
final class Session {
  private static final Logger log = LoggerFactory.getLogger(Session.class);

  private final Channel channel;
  private final String queue;
  private final EventCodec codec;
  private final Sinks.Empty<Void> over = Sinks.empty();
  private volatile boolean ended;
  private volatile @Nullable Exception reason;

  private Session(Channel channel, String queue, EventCodec codec) {
    this.channel = channel;
    this.queue = queue;
    this.codec = codec;
  }

  /** Blocks. */
  static Session open(Channel channel, String queue, EventCodec codec, int prefetch)
      throws IOException {
    channel.basicQos(prefetch);
    var session = new Session(channel, queue, codec);
    channel.addShutdownListener(session::end);
    return session;
  }

  Flux<Arrival> arrivals() {
    return Flux.<Arrival>create(this::consume).takeUntilOther(over.asMono());
  }

  boolean isOver() {
    return ended;
  }

  /** Lets what is in hand come to its end, and nothing more. */
  void end() {
    ended = true;
    over.tryEmitEmpty();
  }

  /** Fails when it was not this service that ended the session. */
  Mono<Void> verdict() {
    return Mono.defer(() -> reason == null ? Mono.empty() : Mono.error(reason));
  }

  /** Waits, and fails with {@link SessionOverException} as soon as there is no point in it. */
  Mono<Long> pause(Duration pause) {
    return Mono.delay(pause)
        .takeUntilOther(over.asMono())
        .switchIfEmpty(Mono.error(SessionOverException::new));
  }

  /** Blocks. */
  void acknowledge(Arrival arrival) {
    try {
      channel.basicAck(arrival.tag(), false);
    } catch (AlreadyClosedException | IOException e) {
      log.debug("An acknowledgement came too late, the event will be delivered again", e);
    }
  }

  /** Blocks. */
  void close() {
    end();
    try {
      channel.close();
    } catch (AlreadyClosedException | IOException | TimeoutException e) {
      log.debug("The channel was gone already", e);
    }
  }

  private void consume(FluxSink<Arrival> sink) {
    try {
      channel.basicConsume(
          queue,
          false,
          (consumer, delivery) ->
              sink.next(new Arrival(delivery, codec.decode(delivery.getBody()))),
          consumer -> end(new IOException("The broker cancelled the consumer of " + queue)));
    } catch (IOException | AlreadyClosedException e) {
      sink.error(e);
    }
  }

  private void end(Exception why) {
    if (!ended) {
      reason = why;
    }
    end();
  }
}
