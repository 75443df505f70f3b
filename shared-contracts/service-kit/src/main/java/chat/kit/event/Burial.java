package chat.kit.event;

import chat.kit.Ids;
import chat.kit.event.EventCodec.Decoded;
import chat.wire.names.DurableQueue;
import chat.wire.names.Exchanges;
import com.rabbitmq.client.AMQP.BasicProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Lays an event that was given up into its queue's dead letters, with the reason. */
final class Burial {
  static final String REASON = "x-dead-reason";
  static final String ATTEMPTS = "x-dead-attempts";
  static final String AT = "x-dead-at";
  static final String TYPE = "x-dead-type";

  private static final int PERSISTENT = 2;
  private static final int LONGEST_REASON = 1000;

  private final Broker broker;
  private final Duration patience;

  Burial(Broker broker, Duration patience) {
    this.broker = broker;
    this.patience = patience;
  }

  /**
   * @param attempts none when there was no point in trying
   */
  record Cause(String reason, int attempts) {}

  Mono<Void> bury(DurableQueue queue, Arrival arrival, Cause cause) {
    return Mono.<Void>fromCallable(
            () -> {
              try (var channel = broker.openPublisherChannel()) {
                new RoutedPublish(channel, patience)
                    .publish(
                        Exchanges.DEAD, queue.name(), inscription(arrival, cause), arrival.body());
              }
              return null;
            })
        .subscribeOn(Schedulers.boundedElastic());
  }

  private static BasicProperties inscription(Arrival arrival, Cause cause) {
    var properties = arrival.properties();
    Map<String, Object> headers = new HashMap<>();
    if (properties.getHeaders() != null) {
      headers.putAll(properties.getHeaders());
    }
    headers.put(REASON, shortened(cause.reason()));
    headers.put(ATTEMPTS, cause.attempts());
    headers.put(AT, Instant.now().toString());
    headers.put(TYPE, type(arrival));
    return properties
        .builder()
        .headers(headers)
        .deliveryMode(PERSISTENT)
        .messageId(id(arrival))
        .build();
  }

  private static String shortened(String reason) {
    return reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
  }

  private static String type(Arrival arrival) {
    return arrival.content() instanceof Decoded.Known known
        ? known.event().data().type()
        : Objects.requireNonNullElse(arrival.properties().getType(), "unreadable");
  }

  /** By which it can be driven again or discarded: the event's own, or else one of our making. */
  private static String id(Arrival arrival) {
    if (arrival.content() instanceof Decoded.Known known) {
      return known.event().id().toString();
    }
    @Nullable String given = arrival.properties().getMessageId();
    return given == null ? Ids.next().toString() : given;
  }
}
