package chat.gateway.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Finds the row for a path: the first that matches. */
@Component
public final class RoutingTable {
  private static final String ROW = RoutingTable.class.getName() + ".row";

  private final List<Entry<Row>> rows;
  private final List<Entry<String>> pages;

  RoutingTable(TableSettings settings) {
    this.rows = settings.routes().stream().map(row -> entry(row.path(), row)).toList();
    this.pages = settings.pages().entrySet().stream().flatMap(RoutingTable::addresses).toList();
  }

  private static Stream<Entry<String>> addresses(Map.Entry<String, List<String>> page) {
    return page.getValue().stream().map(address -> entry(address, page.getKey()));
  }

  private static <T> Entry<T> entry(String pattern, T leadsTo) {
    return new Entry<>(PathPatternParser.defaultInstance.parse(pattern), leadsTo);
  }

  Optional<Row> row(PathContainer path) {
    return first(rows, path);
  }

  /** The file that shows this address in a browser. */
  Optional<String> page(PathContainer path) {
    return first(pages, path);
  }

  private static <T> Optional<T> first(List<Entry<T>> entries, PathContainer path) {
    for (Entry<T> entry : entries) {
      if (entry.pattern().matches(path)) {
        return Optional.of(entry.leadsTo());
      }
    }
    return Optional.empty();
  }

  static void put(ServerWebExchange exchange, Row row) {
    exchange.getAttributes().put(ROW, row);
  }

  /** The row that this request goes by; null when the gateway answers it itself. */
  public static @Nullable Row rowOf(ServerWebExchange exchange) {
    return exchange.getAttribute(ROW);
  }

  private record Entry<T>(PathPattern pattern, T leadsTo) {}
}
