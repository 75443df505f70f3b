package chat.kit.event;

import chat.wire.event.DomainEvent;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Publishes an event at once, for services without a database: when it ends well, the broker has
 * taken the event over; when it fails, the event may or may not have been published. A service with
 * a database uses {@link Outbox}.
 */
public final class EventPublisher {
  private final Envelopes envelopes;
  private final EventCodec codec;
  private final ConfirmedPublisher publisher;

  EventPublisher(Envelopes envelopes, EventCodec codec, ConfirmedPublisher publisher) {
    this.envelopes = envelopes;
    this.codec = codec;
    this.publisher = publisher;
  }

  public Mono<Void> publish(DomainEvent event) {
    return Mono.deferContextual(
        subscriber -> {
          var envelope = envelopes.wrap(event, subscriber);
          var outgoing =
              new Outgoing(
                  envelope.id(), event.type(), envelope.traceparent(), codec.encode(envelope));
          return publisher.publish(List.of(outgoing));
        });
  }
}
