package chat.kit.security;

import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds the token that comes with a request, but not at the doors by which people come in. */
final class ShownToken implements ServerAuthenticationConverter {
  private final ServerBearerTokenAuthenticationConverter usual =
      new ServerBearerTokenAuthenticationConverter();
  private final List<ServerWebExchangeMatcher> doors;

  ShownToken(SecuritySettings settings) {
    this.doors = settings.doors().stream().map(PublicPath::matcher).toList();
  }

  @Override
  public Mono<Authentication> convert(ServerWebExchange exchange) {
    return Flux.fromIterable(doors)
        .concatMap(door -> door.matches(exchange))
        .any(ServerWebExchangeMatcher.MatchResult::isMatch)
        .flatMap(atADoor -> atADoor ? Mono.empty() : usual.convert(exchange));
  }
}
