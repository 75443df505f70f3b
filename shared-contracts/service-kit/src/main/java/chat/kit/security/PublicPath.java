package chat.kit.security;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What a service opens to everybody, as it stands in its settings.
 *
 * @param method absent when it is every one
 */
record PublicPath(@Nullable HttpMethod method, String pattern) {
  static PublicPath read(String rule) {
    String[] words = rule.strip().split("\\s+", -1);
    return switch (words.length) {
      case 1 -> new PublicPath(null, pattern(rule, words[0]));
      case 2 ->
          new PublicPath(
              HttpMethod.valueOf(words[0].toUpperCase(Locale.ROOT)), pattern(rule, words[1]));
      default -> throw malformed(rule);
    };
  }

  static ServerWebExchangeMatcher matcher(String rule) {
    PublicPath path = read(rule);
    return path.method() == null
        ? new PathPatternParserServerWebExchangeMatcher(path.pattern())
        : new PathPatternParserServerWebExchangeMatcher(path.pattern(), path.method());
  }

  /**
   * Whether it opens an operation.
   *
   * @param path may have names in braces for its variable parts
   */
  boolean opens(HttpMethod operation, String path) {
    return (method == null || method.equals(operation))
        && PathPatternParser.defaultInstance.parse(pattern).matches(PathContainer.parsePath(path));
  }

  private static String pattern(String rule, String pattern) {
    if (!pattern.startsWith("/")) {
      throw malformed(rule);
    }
    return pattern;
  }

  private static InvalidConfigurationPropertyValueException malformed(String rule) {
    return new InvalidConfigurationPropertyValueException(
        "chat.security.public-paths", rule, "It must be '/pattern' or 'METHOD /pattern'.");
  }
}
