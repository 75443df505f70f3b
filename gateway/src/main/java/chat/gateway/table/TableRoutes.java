package chat.gateway.table;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells Spring Cloud Gateway the table; the matching was done at the door. */
@Configuration(proxyBeanMethods = false)
class TableRoutes {
  private final Map<Row, Route> routes;

  TableRoutes(TableSettings settings) {
    this.routes =
        settings.routes().stream()
            .distinct()
            .collect(
                Collectors.toUnmodifiableMap(Function.identity(), row -> route(row, settings)));
  }

  @Bean
  RouteLocator routes() {
    return () -> Flux.fromIterable(routes.values());
  }

  /** Its own would ask one row after the other again. */
  @Bean
  RoutePredicateHandlerMapping routeOfTheRow(
      FilteringWebHandler handler,
      RouteLocator locator,
      GlobalCorsProperties cors,
      Environment environment) {
    return new RoutePredicateHandlerMapping(handler, locator, cors, environment) {
      @Override
      protected Mono<Route> lookupRoute(ServerWebExchange exchange) {
        Row row = RoutingTable.rowOf(exchange);
        return row == null ? Mono.empty() : Mono.justOrEmpty(routes.get(row));
      }
    };
  }

  private static Route route(Row row, TableSettings settings) {
    var timeout = row.timeout() == null ? settings.timeout() : row.timeout();
    return Route.async()
        .id(row.path())
        .uri("http://" + row.service())
        .predicate(exchange -> row.equals(RoutingTable.rowOf(exchange)))
        .metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, timeout.toMillis())
        .build();
  }
}
