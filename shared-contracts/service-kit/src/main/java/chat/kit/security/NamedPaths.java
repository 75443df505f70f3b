package chat.kit.security;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** Whether a request goes to one of several paths of the settings; asked of every request. */
final class NamedPaths implements ServerWebExchangeMatcher {
  private final List<Rule> rules;

  NamedPaths(Collection<String> rules) {
    this.rules = rules.stream().map(PublicPath::read).map(Rule::of).toList();
  }

  boolean hold(ServerWebExchange exchange) {
    HttpMethod method = exchange.getRequest().getMethod();
    PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
    for (Rule rule : rules) {
      if (rule.fits(method, path)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Mono<MatchResult> matches(ServerWebExchange exchange) {
    return hold(exchange) ? MatchResult.match() : MatchResult.notMatch();
  }

  private record Rule(@Nullable HttpMethod method, PathPattern pattern) {
    static Rule of(PublicPath path) {
      return new Rule(path.method(), PathPatternParser.defaultInstance.parse(path.pattern()));
    }

    boolean fits(HttpMethod asked, PathContainer path) {
      return (method == null || method.equals(asked)) && pattern.matches(path);
    }
  }
}
