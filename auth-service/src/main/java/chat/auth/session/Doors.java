package chat.auth.session;

import chat.auth.visitor.Visitor;
import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes refresh tokens and access tokens from wherever a client has put them. */
@Component
public class Doors {
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
            Mono.justOrEmpty(BearerSetAside.token(exchange))
                .flatMap(token -> logout.byAccessToken(token, visitor)),
            Mono.justOrEmpty(Presented.in(exchange, body))
                .flatMap(presented -> logout.byRefreshToken(presented, visitor)))
        .then();
  }

  private static Problem nothingPresented() {
    return Problem.invalid(List.of(new FieldError("refreshToken", "is needed")));
  }
}
