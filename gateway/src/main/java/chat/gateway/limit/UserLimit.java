package chat.gateway.limit;

import chat.gateway.table.RoutingTable;
import chat.gateway.table.Row;
import java.security.Principal;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Once it is known who asks: how often a user may, from wherever. */
@Component
final class UserLimit implements GlobalFilter, Ordered {
  private final Gate gate;

  UserLimit(Gate gate) {
    this.gate = gate;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    Row row = Objects.requireNonNull(RoutingTable.rowOf(exchange));
    return exchange
        .<Principal>getPrincipal()
        .map(
            user ->
                gate.pass(
                    exchange,
                    row,
                    "user:" + user.getName(),
                    LimitSettings.Quota::user,
                    () -> chain.filter(exchange)))
        .defaultIfEmpty(Mono.defer(() -> chain.filter(exchange)))
        .flatMap(Function.identity());
  }
}
