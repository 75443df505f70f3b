package chat.gateway.edge;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes away the headers by which a client would pretend to be a proxy, another address or part of
 * the house, once what trusted proxies say in them is known. It stands before tracing, so that
 * traces begin here.
 */
@Component
final class UntrustedHeaders implements HttpHandlerDecoratorFactory {
  private static final Set<String> NAMES =
      Set.of(
          "forwarded",
          "x-real-ip",
          "x-client-ip",
          "true-client-ip",
          "x-cluster-client-ip",
          "x-rewrite-url",
          "x-http-method",
          "x-http-method-override",
          "x-method-override",
          "traceparent",
          "tracestate",
          "baggage",
          "b3");
  private static final List<String> PREFIXES =
      List.of("x-forwarded-", "x-original-", "x-chat-", "x-b3-", "x-envoy-");

  private final TrustedProxies proxies;

  UntrustedHeaders(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  @Override
  public HttpHandler apply(HttpHandler next) {
    return (request, response) -> handle(next, proxies.asFirstAsked(request), response);
  }

  private static Mono<Void> handle(
      HttpHandler next, ServerHttpRequest request, ServerHttpResponse response) {
    List<String> untrusted =
        request.getHeaders().headerNames().stream().filter(UntrustedHeaders::isUntrusted).toList();
    return next.handle(untrusted.isEmpty() ? request : without(request, untrusted), response);
  }

  private static ServerHttpRequest without(ServerHttpRequest request, List<String> names) {
    return request.mutate().headers(headers -> remove(headers, names)).build();
  }

  private static void remove(HttpHeaders headers, List<String> names) {
    names.forEach(headers::remove);
  }

  private static boolean isUntrusted(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith);
  }
}
