package chat.auth.bot;

import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Keeps the bearers of personal access tokens away from the account: they may look at profiles, and
 * with the scope write change their own. It stands behind the check of the token itself.
 */
@Component
class AccountIsForPeople implements WebFilter {
  private static final String BEARER = "Bearer ";
  private static final String ME = "/api/v1/users/me";

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    return scopes(request).filter(scopes -> !allows(scopes, request)).isPresent()
        ? Mono.error(
            Problem.of(ProblemType.FORBIDDEN, "A personal access token is not good for this."))
        : chain.filter(exchange);
  }

  private static boolean allows(List<String> scopes, ServerHttpRequest request) {
    String path = request.getPath().pathWithinApplication().value();
    boolean profile = path.equals(ME) || path.matches("/api/v1/users(/[0-9a-fA-F-]{36})?");
    if (HttpMethod.GET.equals(request.getMethod())) {
      return profile && scopes.contains(Scope.READ.word());
    }
    return path.equals(ME)
        && HttpMethod.PATCH.equals(request.getMethod())
        && scopes.contains(Scope.WRITE.word());
  }

  /** What the token is limited to; empty when it is not. Its signature was checked before. */
  private static Optional<List<String>> scopes(ServerHttpRequest request) {
    String authorization = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    if (authorization == null
        || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.empty();
    }
    try {
      String scope =
          JWTParser.parse(authorization.substring(BEARER.length()).strip())
              .getJWTClaimsSet()
              .getStringClaim("scope");
      return Optional.ofNullable(scope).map(words -> Arrays.asList(words.split(" ")));
    } catch (ParseException noToken) {
      return Optional.empty();
    }
  }
}
