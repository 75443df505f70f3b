package chat.gateway.edge;

import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses a body in a coding that is not spoken here, which somebody behind this door might
 * understand. What contradicts itself has not come so far: the server's own codec refuses it.
 */
@Component
@Order(PathTricks.ORDER)
final class BodyTricks implements WebFilter {
  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    List<String> codings =
        exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.TRANSFER_ENCODING);
    return codings.isEmpty() || (codings.size() == 1 && isChunked(codings.getFirst()))
        ? chain.filter(exchange)
        : Mono.error(
            Problem.of(ProblemType.MALFORMED_REQUEST, "The only transfer coding here is `chunked`.")
                .header(HttpHeaders.CONNECTION, "close"));
  }

  private static boolean isChunked(String coding) {
    return coding.strip().equalsIgnoreCase("chunked");
  }
}
