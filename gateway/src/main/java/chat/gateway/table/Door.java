package chat.gateway.table;

import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Lets in what stands in the routing table or is the gateway's own, and nothing else. A person who
 * comes to any other address with a browser is told so by the web client's page.
 */
@Component
@Order(Door.ORDER)
final class Door implements WebFilter {
  /** Before security, so that what does not exist is not found rather than forbidden. */
  static final int ORDER = -300;

  private static final String WEB_CLIENT = "/index.html";
  private static final PathPattern PROGRAMS = PathPatternParser.defaultInstance.parse("/api/**");

  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final Pattern OTHER_VERSION = Pattern.compile("/api/v(?!1/)\\d+/.*");
  private static final List<PathPattern> OWN =
      List.of(
              "/api/health",
              "/problems",
              "/problems/{slug}",
              "/assets/**",
              "/favicon.svg",
              "/docs/asyncapi/{document}.json")
          .stream()
          .map(PathPatternParser.defaultInstance::parse)
          .toList();

  private final RoutingTable table;
  private final ApplicationContext house;

  Door(RoutingTable table, ApplicationContext house) {
    this.table = table;
    this.house = house;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    // the management port has a context of its own, with rules of its own
    if (!house.equals(exchange.getApplicationContext())) {
      return chain.filter(exchange);
    }
    ServerHttpRequest request = exchange.getRequest();
    PathContainer path = request.getPath().pathWithinApplication();
    Optional<Row> row = table.row(path);
    if (row.isPresent()) {
      RoutingTable.put(exchange, row.get());
      return chain.filter(exchange);
    }
    Optional<String> page = table.page(path).filter(file -> wantsPage(request));
    if (page.isPresent()) {
      return chain.filter(exchange.mutate().request(r -> r.path(page.get())).build());
    }
    if (isOwn(path)) {
      return chain.filter(exchange);
    }
    if (isLost(request)) {
      exchange.getResponse().setStatusCode(HttpStatus.NOT_FOUND);
      return chain.filter(exchange.mutate().request(r -> r.path(WEB_CLIENT)).build());
    }
    return Mono.error(refusal(path));
  }

  /** A person with a browser, and not at an address of the interfaces for programs. */
  private static boolean isLost(ServerHttpRequest request) {
    return READING.contains(request.getMethod())
        && request.getHeaders().getAccept().contains(MediaType.TEXT_HTML)
        && !PROGRAMS.matches(request.getPath().pathWithinApplication());
  }

  /** An address that shows a page to a person may hold a document for a program. */
  private static boolean wantsPage(ServerHttpRequest request) {
    return READING.contains(request.getMethod())
        && (!isOwn(request.getPath().pathWithinApplication())
            || request.getHeaders().getAccept().contains(MediaType.TEXT_HTML));
  }

  private static boolean isOwn(PathContainer path) {
    return OWN.stream().anyMatch(pattern -> pattern.matches(path));
  }

  private static Problem refusal(PathContainer path) {
    return OTHER_VERSION.matcher(path.value()).matches()
        ? Problem.of(ProblemType.UNKNOWN_VERSION, "This platform speaks version 1: /api/v1.")
        : Problem.of(ProblemType.NOT_FOUND, "No part of the platform answers at this address.");
  }
}
