package chat.messages.engine.netty;

import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** The other sites whose pages may read our answers; a star stands for all of them. */
final class Origins {
  private final List<String> allowed;

  Origins(List<String> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  /** Tells the browser that the page may read the answer, if it may. */
  void allow(HttpServerRequest request, HttpServerResponse response) {
    String origin = request.requestHeaders().get("Origin");
    if (origin != null && !allowed.isEmpty()) {
      response.addHeader("Vary", "Origin");
    }
    if (isAllowed(origin)) {
      response.header("Access-Control-Allow-Origin", origin);
    }
  }

  /** The answer to a browser that asks before it sends. */
  void preflight(HttpServerRequest request, HttpServerResponse response) {
    allow(request, response);
    if (isAllowed(request.requestHeaders().get("Origin"))) {
      response
          .header("Access-Control-Allow-Methods", "GET, POST")
          .header("Access-Control-Allow-Headers", "Content-Type")
          .header("Access-Control-Max-Age", "3600");
    }
  }

  private boolean isAllowed(@Nullable String origin) {
    return origin != null && (allowed.contains("*") || allowed.contains(origin));
  }
}
