package chat.gateway.forward;

import java.net.InetSocketAddress;
import java.net.URI;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Tells a service who has asked and by which address, as the gateway itself saw it. */
@Component
final class ForwardedHeaders implements HttpHeadersFilter, Ordered {
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
    ServerHttpRequest request = exchange.getRequest();
    HttpHeaders headers = new HttpHeaders();
    headers.addAll(input);
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

  private static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return "https".equals(address.getScheme()) ? 443 : 80;
  }
}
