package chat.gateway.forward;

import chat.kit.observability.TraceId;
import io.micrometer.tracing.propagation.Propagator;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Tells a service who has asked and by which address, as the gateway itself saw it, and of which
 * trace that is.
 */
@Component
public final class ForwardedHeaders implements HttpHeadersFilter, Ordered {
  private final Propagator traces;

  ForwardedHeaders(Propagator traces) {
    this.traces = traces;
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
    ServerHttpRequest request = exchange.getRequest();
    HttpHeaders headers = HopByHop.without(input);
    TraceId.trace(exchange)
        .ifPresent(trace -> traces.inject(trace, headers, ForwardedHeaders::put));
    InetSocketAddress client = request.getRemoteAddress();
    if (client != null && client.getAddress() != null) {
      headers.set("X-Forwarded-For", client.getAddress().getHostAddress());
    }
    URI address = request.getURI();
    headers.set("X-Forwarded-Proto", address.getScheme());
    headers.set("X-Forwarded-Host", address.getRawAuthority());
    headers.set("X-Forwarded-Port", Integer.toString(port(address)));
    return headers;
  }

  private static void put(@Nullable HttpHeaders headers, String name, String value) {
    Objects.requireNonNull(headers).set(name, value);
  }

  private static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return "https".equals(address.getScheme()) ? 443 : 80;
  }
}
