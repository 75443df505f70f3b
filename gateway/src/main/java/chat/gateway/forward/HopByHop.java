package chat.gateway.forward;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/** Headers that are about one connection and go no further than its other end (RFC 9110, 7.6.1). */
final class HopByHop {
  private static final Set<String> ALWAYS =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private HopByHop() {}

  /** A copy of all the others. */
  static HttpHeaders without(HttpHeaders headers) {
    Set<String> named = named(headers);
    HttpHeaders others = new HttpHeaders();
    headers.forEach(
        (name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (!ALWAYS.contains(lower) && !named.contains(lower)) {
            others.put(name, values);
          }
        });
    return others;
  }

  private static Set<String> named(HttpHeaders headers) {
    List<String> connection = headers.getConnection();
    if (connection.isEmpty()) {
      return Set.of();
    }
    Set<String> named = new HashSet<>();
    connection.forEach(name -> named.add(name.toLowerCase(Locale.ROOT)));
    return named;
  }
}
