package chat.gateway.edge;

import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses a path that two readers could understand in two ways: dot segments, empty segments,
 * parameters within a segment, and encoded forms of slash, backslash, dot, percent or a control
 * character. What the table reads is then what the service reads.
 */
@Component
@Order(PathTricks.ORDER)
final class PathTricks implements WebFilter {
  static final int ORDER = -400;

  private static final Pattern TRICK =
      Pattern.compile(
          "//|;|\\\\|(^|/)\\.{1,2}(/|$)|%2[eEfF5]|%3[bB]|%5[cC]|%[01][0-9a-fA-F]|%7[fF]");

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return TRICK.matcher(exchange.getRequest().getURI().getRawPath()).find()
        ? Mono.error(
            Problem.of(
                ProblemType.MALFORMED_REQUEST, "This path can be read in more than one way."))
        : chain.filter(exchange);
  }
}
