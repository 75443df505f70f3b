package chat.gateway.table;

import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;

/** Tells Spring Cloud Gateway the table; the matching was done at the door. */
@Configuration(proxyBeanMethods = false)
class TableRoutes {
  @Bean
  RouteLocator routes(TableSettings settings) {
    return () -> Flux.fromIterable(settings.routes()).map(row -> route(row, settings));
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
