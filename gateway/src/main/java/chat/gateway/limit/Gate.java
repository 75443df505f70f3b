package chat.gateway.limit;

import chat.gateway.table.Row;
import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Lets a request pass or not, and says in its headers how many more may follow. */
@Component
final class Gate {
  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final String LIMIT = "RateLimit-Limit";
  private static final String REMAINING = "RateLimit-Remaining";
  private static final String RESET = "RateLimit-Reset";
  private static final String POLICY = "RateLimit-Policy";

  private final Limits limits;
  private final LimitSettings settings;

  Gate(Limits limits, LimitSettings settings) {
    this.limits = limits;
    this.settings = settings;
  }

  Mono<Void> pass(
      ServerWebExchange exchange,
      Row row,
      String asker,
      ToIntFunction<LimitSettings.Quota> part,
      Supplier<Mono<Void>> further) {
    if (!settings.enabled()) {
      return further.get();
    }
    String requests = requests(exchange, row);
    int limit = part.applyAsInt(settings.quota(requests));
    return limits
        .take(requests + ":" + asker, limit)
        .flatMap(
            verdict -> {
              say(exchange.getResponse().getHeaders(), verdict);
              return verdict.passes() ? further.get() : Mono.error(refusal(verdict));
            });
  }

  private static String requests(ServerWebExchange exchange, Row row) {
    if (row.limit() != null) {
      return row.limit();
    }
    return READING.contains(exchange.getRequest().getMethod())
        ? LimitSettings.READ
        : LimitSettings.WRITE;
  }

  /** Of two limits the one is told of which less is left. */
  private void say(HttpHeaders headers, Verdict verdict) {
    String told = headers.getFirst(REMAINING);
    if (told == null || Integer.parseInt(told) >= verdict.remaining()) {
      headers.set(LIMIT, Integer.toString(verdict.limit()));
      headers.set(REMAINING, Integer.toString(verdict.remaining()));
      headers.set(RESET, Long.toString(verdict.resetSeconds()));
      headers.set(POLICY, verdict.limit() + ";w=" + settings.per().toSeconds());
    }
  }

  private static Problem refusal(Verdict verdict) {
    long seconds = verdict.resetSeconds();
    return Problem.of(
            ProblemType.TOO_MANY_REQUESTS,
            "More than %d requests of this kind; go on in %d s."
                .formatted(verdict.limit(), seconds))
        .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
  }
}
