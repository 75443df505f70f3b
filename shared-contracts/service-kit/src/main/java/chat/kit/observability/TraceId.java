package chat.kit.observability;

import io.micrometer.observation.Observation;
import io.micrometer.observation.Observation.ContextView;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.Optional;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;

/** The trace that a request belongs to, known from the exchange on whatever thread it is asked. */
public final class TraceId {
  private TraceId() {}

  public static Optional<String> of(ServerWebExchange exchange) {
    return trace(exchange).map(TraceContext::traceId);
  }

  /** For whoever tells others of it. */
  public static Optional<TraceContext> trace(ServerWebExchange exchange) {
    return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
        .flatMap(TraceId::trace);
  }

  /** The trace of the chain that the working thread works for. */
  public static Optional<TraceContext> noted() {
    return Optional.ofNullable(CurrentObservation.noted())
        .map(Observation::getContextView)
        .flatMap(TraceId::trace);
  }

  private static Optional<TraceContext> trace(ContextView observation) {
    return Optional.<TracingContext>ofNullable(observation.get(TracingContext.class))
        .map(TracingContext::getSpan)
        .map(Span::context);
  }
}
