package chat.kit.event;

import chat.wire.event.CloudEvent;
import chat.wire.event.DomainEvent;
import reactor.core.publisher.Mono;

/** What a service does about an event; an error means that it has not been done. */
@FunctionalInterface
public interface EventHandler<T extends DomainEvent> {
  Mono<Void> handle(T data, CloudEvent envelope);
}
