package chat.kit.event;

import chat.kit.observability.LogContext;
import chat.wire.event.CloudEvent;
import chat.wire.event.DomainEvent;
import chat.wire.event.MessageEvent;
import chat.wire.event.NotificationEvent;
import chat.wire.event.PresenceEvent;
import chat.wire.event.RoomEvent;
import chat.wire.event.SessionEvent;
import chat.wire.event.UserEvent;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Lets a handler run in the trace that its event began in, timed, and with the event's subject in
 * its log lines.
 */
final class ListenerTraces {
  private final ObservationRegistry observations;

  ListenerTraces(ObservationRegistry observations) {
    this.observations = observations;
  }

  <R> Mono<R> within(String queue, CloudEvent event, Mono<R> processing) {
    return Mono.using(
        () -> observe(queue, event).start(),
        observation ->
            processing
                .doOnError(observation::error)
                .contextWrite(context -> describe(context, observation, event)),
        Observation::stop);
  }

  private Observation observe(String queue, CloudEvent event) {
    var context = new ReceiverContext<>(ListenerTraces::header, Kind.CONSUMER);
    context.setCarrier(event);
    return Observation.createNotStarted("chat.listener", () -> context, observations)
        .contextualName(queue + " process")
        .lowCardinalityKeyValue("queue", queue)
        .lowCardinalityKeyValue("type", event.data().type())
        .highCardinalityKeyValue("event", event.id().toString());
  }

  private static Context describe(Context context, Observation observation, CloudEvent event) {
    return context
        .put(ObservationThreadLocalAccessor.KEY, observation)
        .putAll(subject(event.data()));
  }

  private static ContextView subject(DomainEvent event) {
    return switch (event) {
      case RoomEvent e -> LogContext.room(e.room());
      case MessageEvent e -> LogContext.room(e.room());
      case UserEvent e -> LogContext.user(e.subject());
      case SessionEvent e -> LogContext.user(e.subject());
      case PresenceEvent e -> LogContext.user(e.subject());
      case NotificationEvent e -> LogContext.user(e.subject());
    };
  }

  private static @Nullable String header(CloudEvent event, String name) {
    return name.equals("traceparent") ? event.traceparent() : null;
  }
}
