package chat.gateway.forward;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;

import chat.gateway.table.Addresses;
import chat.gateway.table.RoutingTable;
import chat.gateway.table.Row;
import chat.gateway.table.TableSettings;
import chat.kit.observability.LogContext;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Chooses the instance. A request that did not reach one goes to the next; one whose connection
 * broke goes to the next only if doing it twice does no harm. Each instance is tried once; what
 * does no harm may then begin again after a pause.
 */
@Component
final class Forward implements GlobalFilter, Ordered {
  private static final Set<HttpMethod> REPEATABLE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Logger log = LoggerFactory.getLogger(Forward.class);

  private final Map<String, Instances> services;
  private final ForwardSettings settings;
  private final Nodes nodes;

  Forward(
      TableSettings table,
      Addresses addresses,
      ForwardSettings settings,
      Nodes nodes,
      Clock clock) {
    this.settings = settings;
    this.nodes = nodes;
    this.services =
        table.services().keySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(),
                    service ->
                        new Instances(
                            () -> addresses.of(service),
                            settings.rest(),
                            settings.patience(),
                            clock)));
  }

  @Override
  public int getOrder() {
    return RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER + 1;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    Row row = Objects.requireNonNull(RoutingTable.rowOf(exchange));
    Attempt attempt = new Attempt(exchange, chain, row, instancesOf(row), settings);
    return home(exchange, row)
        .map(attempt::askOnly)
        .defaultIfEmpty(Mono.defer(() -> attempt.next(Trouble.LEFT_ALONE)))
        .flatMap(Function.identity());
  }

  private Mono<URI> home(ServerWebExchange exchange, Row row) {
    String session =
        row.session() == null
            ? null
            : exchange.getRequest().getQueryParams().getFirst(row.session());
    return session == null ? Mono.empty() : nodes.home(row.service(), session);
  }

  private Instances instancesOf(Row row) {
    return Objects.requireNonNull(services.get(row.service()));
  }

  /** One request on its way from instance to instance. */
  private record Attempt(
      ServerWebExchange exchange,
      GatewayFilterChain chain,
      Row row,
      Instances instances,
      ForwardSettings settings,
      List<URI> tried,
      int retries) {

    Attempt(
        ServerWebExchange exchange,
        GatewayFilterChain chain,
        Row row,
        Instances instances,
        ForwardSettings settings) {
      this(exchange, chain, row, instances, settings, new ArrayList<>(), 0);
    }

    Mono<Void> next(Trouble before) {
      Optional<URI> instance = instances.next(tried);
      if (instance.isPresent()) {
        return ask(instance.get());
      }
      return tried.isEmpty()
              || retries == settings.retries()
              || !isRepeatable(exchange.getRequest())
          ? Mono.error(before.problem(row.service()))
          : Mono.delay(settings.pauseBefore(retries + 1)).then(Mono.defer(() -> again(before)));
    }

    private Mono<Void> again(Trouble before) {
      return new Attempt(exchange, chain, row, instances, settings, new ArrayList<>(), retries + 1)
          .next(before);
    }

    /** No other would do. */
    Mono<Void> askOnly(URI instance) {
      return send(instance).onErrorMap(error -> problem(Trouble.of(error), instance, error));
    }

    private Throwable problem(Trouble trouble, URI instance, Throwable error) {
      if (trouble == Trouble.OTHER) {
        return error;
      }
      sayThatItDidNotAnswer(instance, error);
      return trouble.problem(row.service());
    }

    private Mono<Void> send(URI instance) {
      exchange.getAttributes().put(GATEWAY_REQUEST_URL_ATTR, address(instance));
      return chain.filter(exchange);
    }

    private Mono<Void> ask(URI instance) {
      tried.add(instance);
      return send(instance)
          .doOnSuccess(done -> instances.answered(instance))
          .onErrorResume(error -> after(instance, error));
    }

    private Mono<Void> after(URI instance, Throwable error) {
      Trouble trouble = Trouble.of(error);
      return switch (trouble) {
        case OTHER -> Mono.error(error);
        case FULL, LEFT_ALONE -> Mono.error(trouble.problem(row.service()));
        case SILENT -> {
          instances.wasSilent(instance);
          yield Mono.error(trouble.problem(row.service()));
        }
        case NOT_REACHED, BROKEN -> {
          sayThatItDidNotAnswer(instance, error);
          instances.didNotAnswer(instance);
          yield mayAskAnother(trouble)
              ? another(trouble)
              : Mono.error(trouble.problem(row.service()));
        }
      };
    }

    private void sayThatItDidNotAnswer(URI instance, Throwable error) {
      LogContext.run(
          exchange,
          () -> log.warn("{} at {} did not answer: {}", row.service(), instance, error.toString()));
    }

    private Mono<Void> another(Trouble trouble) {
      ServerWebExchangeUtils.reset(exchange);
      return next(trouble);
    }

    private boolean mayAskAnother(Trouble trouble) {
      return !exchange.getResponse().isCommitted()
          && (trouble == Trouble.NOT_REACHED || isRepeatable(exchange.getRequest()));
    }

    /** A body that was sent is gone, so only what has none can be said twice. */
    private static boolean isRepeatable(ServerHttpRequest request) {
      HttpHeaders headers = request.getHeaders();
      return REPEATABLE.contains(request.getMethod())
          && headers.getContentLength() <= 0
          && !headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    private URI address(URI instance) {
      URI asked = exchange.getRequest().getURI();
      String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
      return instance.resolve(row.target(asked.getRawPath()) + query);
    }
  }
}
