package chat.kit.security;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Finds the token that comes with a request, but not at the doors by which people come in. */
final class ShownToken implements ServerAuthenticationConverter {
  private static final String BEARER = "Bearer ";

  private final ServerBearerTokenAuthenticationConverter usual =
      new ServerBearerTokenAuthenticationConverter();
  private final NamedPaths doors;

  ShownToken(SecuritySettings settings) {
    this.doors = new NamedPaths(settings.doors());
  }

  @Override
  public Mono<Authentication> convert(ServerWebExchange exchange) {
    return doors.hold(exchange) ? Mono.empty() : shown(exchange);
  }

  /** What is written as everybody writes it needs no regular expression. */
  private Mono<Authentication> shown(ServerWebExchange exchange) {
    List<String> said = exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
    return said.size() == 1 && isPlain(said.getFirst())
        ? Mono.just(new BearerTokenAuthenticationToken(said.getFirst().substring(BEARER.length())))
        : usual.convert(exchange);
  }

  private static boolean isPlain(String said) {
    if (!said.startsWith(BEARER) || said.length() == BEARER.length()) {
      return false;
    }
    for (int i = BEARER.length(); i < said.length(); i++) {
      if (!isOfJwt(said.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOfJwt(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '-'
        || c == '_';
  }
}
