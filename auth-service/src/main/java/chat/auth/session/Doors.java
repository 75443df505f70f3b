package chat.auth.session;

import chat.auth.visitor.Visitor;
import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes refresh tokens and access tokens from wherever a client has put them. */
@Component
public class Doors {
  private static final String BEARER = "Bearer ";

  private final Refreshing refreshing;
  private final Logout logout;

  Doors(Refreshing refreshing, Logout logout) {
    this.refreshing = refreshing;
    this.logout = logout;
  }

  public Mono<Tokens> refresh(
      ServerWebExchange exchange, @Nullable RefreshRequest body, Visitor visitor) {
    return Mono.justOrEmpty(Presented.in(exchange, body))
        .switchIfEmpty(Mono.error(Doors::nothingPresented))
        .flatMap(presented -> refreshing.refresh(presented, visitor));
  }

  public Mono<Void> logout(
      ServerWebExchange exchange, @Nullable RefreshRequest body, Visitor visitor) {
    return Flux.concat(
            Mono.justOrEmpty(bearer(exchange))
                .flatMap(token -> logout.byAccessToken(token, visitor)),
            Mono.justOrEmpty(Presented.in(exchange, body))
                .flatMap(presented -> logout.byRefreshToken(presented, visitor)))
        .then();
  }

  /** The token that came along, good or bad. */
  private static Optional<String> bearer(ServerWebExchange exchange) {
    return Optional.ofNullable(
            exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION))
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()).strip());
  }

  private static Problem nothingPresented() {
    return Problem.invalid(List.of(new FieldError("refreshToken", "is needed")));
  }
}
