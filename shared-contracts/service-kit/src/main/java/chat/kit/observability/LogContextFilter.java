package chat.kit.observability;

import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.server.PathContainer.Element;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Reads the user off the token and the room off a path such as {@code /rooms/{id}/messages}. */
final class LogContextFilter implements WebFilter {
  /** Only an id is let into the log: a path is the client's to write. */
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private static final String FIELDS = LogContextFilter.class.getName();

  static Map<String, String> fields(ServerWebExchange exchange) {
    return exchange.getAttributeOrDefault(FIELDS, Map.of());
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return exchange
        .getPrincipal()
        .map(Principal::getName)
        .defaultIfEmpty("")
        .flatMap(user -> withFields(exchange, chain, user));
  }

  private static Mono<Void> withFields(
      ServerWebExchange exchange, WebFilterChain chain, String user) {
    Map<String, String> fields = new HashMap<>();
    if (!user.isEmpty()) {
      fields.put(LogContext.USER, user);
    }
    room(exchange).ifPresent(room -> fields.put(LogContext.ROOM, room));
    exchange.getAttributes().put(FIELDS, fields);
    return chain.filter(exchange).contextWrite(context -> LogContext.put(context, fields));
  }

  private static Optional<String> room(ServerWebExchange exchange) {
    List<String> segments =
        exchange.getRequest().getPath().pathWithinApplication().elements().stream()
            .filter(PathSegment.class::isInstance)
            .map(Element::value)
            .toList();
    int rooms = segments.indexOf("rooms");
    return rooms < 0 || rooms + 1 == segments.size()
        ? Optional.empty()
        : Optional.of(segments.get(rooms + 1)).filter(ID.asMatchPredicate());
  }
}
