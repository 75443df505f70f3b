package chat.kit.small;

import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses before anything else has seen the request, when a header asks for it. */
@Order(Ordered.HIGHEST_PRECEDENCE + 1000)
class FailingFilter implements WebFilter {
  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return switch (exchange.getRequest().getHeaders().getFirst("X-Fail")) {
      case "problem" -> Mono.error(Problem.of(ProblemType.TOO_MANY_REQUESTS, "Not so fast."));
      case "bug" -> throw new IllegalStateException("the secret of the filter");
      case null, default -> chain.filter(exchange);
    };
  }
}
