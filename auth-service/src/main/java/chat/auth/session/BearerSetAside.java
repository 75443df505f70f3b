package chat.auth.session;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Lets whoever comes to log in, to refresh or to log out do so with whatever access token their
 * client still sends along: a token that has ended is the reason why they come.
 */
@Component
@Order(BearerSetAside.BEFORE_SECURITY)
class BearerSetAside implements WebFilter {
  static final int BEFORE_SECURITY = -150;
  private static final String SET_ASIDE = BearerSetAside.class.getName();
  private static final String BEARER = "Bearer ";

  private static final List<PathPattern> DOORS =
      Stream.of(
              "/api/v1/auth/{door:guest|register|login|refresh|logout|token}",
              "/api/v1/auth/password/*",
              "/api/v1/auth/email/verify",
              "/api/auth/{door:register|login|refresh|logout}")
          .map(PathPatternParser.defaultInstance::parse)
          .toList();

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
    String authorization = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    if (authorization == null || DOORS.stream().noneMatch(door -> door.matches(path))) {
      return chain.filter(exchange);
    }
    exchange.getAttributes().put(SET_ASIDE, authorization);
    return chain.filter(
        exchange
            .mutate()
            .request(
                request -> request.headers(headers -> headers.remove(HttpHeaders.AUTHORIZATION)))
            .build());
  }

  /** The bearer token that came along, good or bad. */
  static Optional<String> token(ServerWebExchange exchange) {
    return Optional.ofNullable((String) exchange.getAttribute(SET_ASIDE))
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()).strip());
  }
}
