package chat.kit.observability;

import io.lettuce.core.tracing.LettuceObservationContext;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationPredicate;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/** Trace ids, log fields and the line that says a service has started. */
@AutoConfiguration
public final class ObservabilityAutoConfiguration {
  /** Spring Security's chain, at -100, has told who calls by then. */
  private static final int AFTER_SECURITY = -50;

  ObservabilityAutoConfiguration() {
    LogContext.followChains();
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  TraceIdFilter traceIdFilter() {
    return new TraceIdFilter();
  }

  @Bean
  @Order(AFTER_SECURITY)
  LogContextFilter logContextFilter() {
    return new LogContextFilter();
  }

  /** Probes and scrapes would drown what people do. */
  @Bean
  ObservationPredicate notOfProbes() {
    return (name, context) ->
        !(context instanceof ServerRequestObservationContext request && probe(request));
  }

  private static boolean probe(ServerRequestObservationContext request) {
    return request.getCarrier() != null
        && request.getCarrier().getPath().value().startsWith("/actuator");
  }

  /** A Redis command belongs to whatever asked for it; on its own it is only a pulse. */
  @Bean
  ObservationPredicate notOfRedisPulse() {
    return (name, context) -> !(context instanceof LettuceObservationContext && orphan(context));
  }

  private static boolean orphan(Observation.Context context) {
    return context.getParentObservation() == null;
  }

  @Bean
  ApplicationListener<ApplicationReadyEvent> started() {
    return new StartedLine();
  }
}
