package chat.kit.event;

import chat.kit.Ids;
import chat.kit.observability.TraceId;
import chat.wire.event.CloudEvent;
import chat.wire.event.DomainEvent;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/** Puts a fact into its envelope: an id, this service as the source, the time and the trace. */
final class Envelopes {
  private static final String TRACEPARENT = "traceparent";

  private final String source;
  private final Tracer tracer;
  private final Propagator propagator;
  private final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().build();

  Envelopes(String service, Tracer tracer, Propagator propagator) {
    this.source = "/" + service;
    this.tracer = tracer;
    this.propagator = propagator;
  }

  /** In the trace of the calling thread. */
  CloudEvent wrap(DomainEvent event) {
    var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return CloudEvent.of(Ids.next(), source, now, traceparent(), event);
  }

  /** In the trace of the subscriber. */
  CloudEvent wrap(DomainEvent event, ContextView subscriber) {
    try (var scope = snapshots.setThreadLocalsFrom(subscriber)) {
      return wrap(event);
    }
  }

  private @Nullable String traceparent() {
    @Nullable TraceContext current =
        TraceId.noted().orElseGet(() -> tracer.currentTraceContext().context());
    if (current == null) {
      return null;
    }
    Map<String, String> headers = new HashMap<>();
    propagator.inject(current, headers, (carrier, name, value) -> headers.put(name, value));
    return headers.get(TRACEPARENT);
  }
}
