package chat.auth.session;

import chat.auth.token.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.web.server.ServerWebExchange;

/**
 * A refresh token as it was presented.
 *
 * @param csrf what must fit the session when the token came in a cookie, which a browser sends
 *     along whoever has made it send the request
 */
record Presented(Secret token, @Nullable Secret csrf) {
  static final String CSRF_HEADER = "X-CSRF-Token";
  static final String REFRESH_COOKIE = "chat_refresh";

  /** What stands in the body goes before the cookie. */
  static Optional<Presented> in(ServerWebExchange exchange, @Nullable RefreshRequest body) {
    return body != null && body.refreshToken() != null && !body.refreshToken().isBlank()
        ? Optional.of(new Presented(new Secret(body.refreshToken()), null))
        : inCookie(exchange);
  }

  private static Optional<Presented> inCookie(ServerWebExchange exchange) {
    HttpCookie cookie = exchange.getRequest().getCookies().getFirst(REFRESH_COOKIE);
    String csrf = exchange.getRequest().getHeaders().getFirst(CSRF_HEADER);
    return Optional.ofNullable(cookie)
        .map(HttpCookie::getValue)
        .filter(value -> !value.isEmpty())
        .map(value -> new Presented(new Secret(value), new Secret(csrf == null ? "" : csrf)));
  }

  boolean fits(Session session) {
    return csrf == null || csrf.hash().equals(session.csrf());
  }
}
