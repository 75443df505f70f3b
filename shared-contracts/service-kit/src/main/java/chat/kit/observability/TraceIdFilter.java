package chat.kit.observability;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Puts the trace id on every answer, so that whoever reports a fault can name it. */
final class TraceIdFilter implements WebFilter {
  static final String HEADER = "X-Trace-Id";

  private static final Logger log = LoggerFactory.getLogger(TraceIdFilter.class);

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    // as late as can be: what a proxied service says of its own trace is replaced
    exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> setHeader(exchange)));
    return chain.filter(exchange).doFinally(end -> logAnswer(exchange));
  }

  private static void setHeader(ServerWebExchange exchange) {
    TraceId.of(exchange).ifPresent(trace -> exchange.getResponse().getHeaders().set(HEADER, trace));
  }

  private static void logAnswer(ServerWebExchange exchange) {
    if (log.isDebugEnabled()) {
      ServerHttpRequest request = exchange.getRequest();
      LogContext.run(
          exchange,
          () ->
              log.debug(
                  "{} {}: {}",
                  request.getMethod(),
                  request.getPath(),
                  exchange.getResponse().getStatusCode()));
    }
  }
}
