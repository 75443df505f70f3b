package chat.auth.visitor;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.util.matcher.InetAddressMatcher;
import org.springframework.security.util.matcher.InetAddressMatchers;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Reads the visitor out of a request. What a proxy forwards is believed only of trusted proxies and
 * read from the right: what stands further left was claimed by the client.
 */
@Component
class Visitors implements HandlerMethodArgumentResolver {
  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final String UNKNOWN = "0.0.0.0";

  private final InetAddressMatcher trusted;

  Visitors(VisitorSettings settings) {
    this.trusted =
        InetAddressMatchers.builder().includeAddresses(settings.trustedProxies()).build();
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Visitor.class;
  }

  @Override
  public Mono<Object> resolveArgument(
      MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
    return Mono.just(visitor(exchange.getRequest()));
  }

  Visitor visitor(ServerHttpRequest request) {
    String agent = request.getHeaders().getFirst(HttpHeaders.USER_AGENT);
    return new Visitor(address(request), agent == null ? null : Devices.name(agent));
  }

  private String address(ServerHttpRequest request) {
    InetAddress nearest =
        Optional.ofNullable(request.getRemoteAddress())
            .map(InetSocketAddress::getAddress)
            .orElse(null);
    if (nearest == null) {
      return UNKNOWN;
    }
    List<String> hops =
        request.getHeaders().getOrDefault(FORWARDED_FOR, List.of()).stream()
            .flatMap(line -> List.of(line.split(",")).stream())
            .map(String::strip)
            .toList();
    for (String hop : hops.reversed()) {
      InetAddress next = trusted.matches(nearest) ? parsed(hop) : null;
      if (next == null) {
        break;
      }
      nearest = next;
    }
    return nearest.getHostAddress();
  }

  /** Reads a literal address and never asks a name server. */
  private static @Nullable InetAddress parsed(String literal) {
    try {
      return InetAddress.ofLiteral(literal);
    } catch (IllegalArgumentException noAddress) {
      return null;
    }
  }
}
