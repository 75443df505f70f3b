package chat.gateway.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.util.matcher.InetAddressMatcher;
import org.springframework.security.util.matcher.InetAddressMatchers;
import org.springframework.stereotype.Component;

/**
 * Takes the word of named proxies on who asked them, how and for which host; and of the proxies
 * before them, as long as each in turn is named.
 */
@Component
final class TrustedProxies {
  private final InetAddressMatcher trusted;
  private final EdgeSettings.Dialect dialect;

  TrustedProxies(EdgeSettings settings) {
    this.dialect = settings.proxiesSay();
    this.trusted =
        settings.trustedProxies().isEmpty()
            ? address -> false
            : InetAddressMatchers.builder().includeAddresses(settings.trustedProxies()).build();
  }

  /** The request as the client sent it to the first of the proxies; from anybody else, as it is. */
  ServerHttpRequest asFirstAsked(ServerHttpRequest request) {
    InetSocketAddress nearest = request.getRemoteAddress();
    if (nearest == null || !isTrusted(nearest.getAddress())) {
      return request;
    }
    List<Hop> hops = Hop.all(request.getHeaders(), dialect);
    Hop first = new Hop(nearest.getAddress(), null, null);
    for (Hop hop : hops.reversed()) {
      if (!isTrusted(first.address())) {
        break;
      }
      first = first.before(hop);
    }
    return as(first, request, nearest);
  }

  private boolean isTrusted(@Nullable InetAddress address) {
    return address != null && trusted.matches(address);
  }

  private static ServerHttpRequest as(
      Hop first, ServerHttpRequest request, InetSocketAddress nearest) {
    URI asked = request.getURI();
    String scheme = first.scheme() == null ? asked.getScheme() : first.scheme();
    String host = first.host() == null ? asked.getRawAuthority() : first.host();
    String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
    var changed =
        request.mutate().uri(URI.create(scheme + "://" + host + asked.getRawPath() + query));
    if (first.address() != null && !first.address().equals(nearest.getAddress())) {
      changed.remoteAddress(new InetSocketAddress(first.address(), 0));
    }
    return changed.build();
  }
}
