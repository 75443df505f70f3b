package chat.kit.security;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a token must be good for, request by request: the first rule of the settings that fits says
 * it; where none does, reading needs {@code read} and all else {@code write}.
 */
final class ScopeRules {
  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final List<Rule> rules;

  ScopeRules(List<String> rules) {
    this.rules = rules.stream().map(Rule::read).toList();
  }

  /** The same token, or a refusal. */
  Mono<AccessToken> demand(AccessToken token, ServerWebExchange exchange) {
    return token.scopes().equals(Scope.ALL)
        ? Mono.just(token)
        : needed(exchange).doOnNext(token::demand).thenReturn(token);
  }

  private Mono<Scope> needed(ServerWebExchange exchange) {
    return Flux.fromIterable(rules)
        .filterWhen(rule -> rule.fits(exchange))
        .next()
        .map(Rule::scope)
        .defaultIfEmpty(
            READING.contains(exchange.getRequest().getMethod()) ? Scope.READ : Scope.WRITE);
  }

  /** {@code METHOD /pattern scope}, or {@code /pattern scope} for every method. */
  private record Rule(ServerWebExchangeMatcher paths, Scope scope) {
    static Rule read(String text) {
      int gap = text.strip().lastIndexOf(' ');
      if (gap < 0) {
        throw malformed(text);
      }
      return new Rule(
          PublicPath.matcher(text.strip().substring(0, gap)),
          scope(text, text.strip().substring(gap + 1)));
    }

    Mono<Boolean> fits(ServerWebExchange exchange) {
      return paths.matches(exchange).map(ServerWebExchangeMatcher.MatchResult::isMatch);
    }

    private static Scope scope(String rule, String word) {
      try {
        return Scope.valueOf(word.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw malformed(rule);
      }
    }

    private static InvalidConfigurationPropertyValueException malformed(String rule) {
      return new InvalidConfigurationPropertyValueException(
          "chat.security.scopes",
          rule,
          "It must be '/pattern scope' or 'METHOD /pattern scope', where scope is one of read,"
              + " write, account, admin.");
    }
  }
}
