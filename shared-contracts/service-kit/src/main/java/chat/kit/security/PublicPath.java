package chat.kit.security;

import java.util.Locale;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;

/** What a service opens to everybody, as it stands in its settings. */
final class PublicPath {
  private PublicPath() {}

  static ServerWebExchangeMatcher matcher(String rule) {
    String[] words = rule.strip().split("\\s+", -1);
    return switch (words.length) {
      case 1 -> new PathPatternParserServerWebExchangeMatcher(pattern(rule, words[0]));
      case 2 ->
          new PathPatternParserServerWebExchangeMatcher(pattern(rule, words[1]), method(words[0]));
      default -> throw malformed(rule);
    };
  }

  private static String pattern(String rule, String pattern) {
    if (!pattern.startsWith("/")) {
      throw malformed(rule);
    }
    return pattern;
  }

  private static HttpMethod method(String name) {
    return HttpMethod.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static InvalidConfigurationPropertyValueException malformed(String rule) {
    return new InvalidConfigurationPropertyValueException(
        "chat.security.public-paths", rule, "It must be '/pattern' or 'METHOD /pattern'.");
  }
}
