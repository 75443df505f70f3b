package chat.gateway.edge;

import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;

/**
 * Lets the pages of named other origins call the interfaces; without a name there, none may. The
 * socket's paths are not meant: the Socket.IO server answers for them itself.
 */
@Configuration(proxyBeanMethods = false)
class OtherOrigins {
  @Bean
  @Order(PathTricks.ORDER + 1)
  @ConditionalOnProperty("chat.gateway.edge.origins")
  CorsWebFilter namedOrigins(EdgeSettings settings) {
    CorsConfiguration rules = new CorsConfiguration();
    rules.setAllowedOrigins(settings.origins());
    rules.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
    rules.setAllowedHeaders(
        List.of(
            HttpHeaders.AUTHORIZATION,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.IF_MATCH,
            HttpHeaders.IF_NONE_MATCH));
    rules.setExposedHeaders(
        List.of(
            HttpHeaders.ETAG,
            HttpHeaders.LOCATION,
            HttpHeaders.RETRY_AFTER,
            "RateLimit-Limit",
            "RateLimit-Remaining",
            "RateLimit-Reset",
            AnswerHeaders.TRACE_ID));
    rules.setMaxAge(settings.preflight());
    UrlBasedCorsConfigurationSource paths = new UrlBasedCorsConfigurationSource();
    paths.registerCorsConfiguration("/api/**", rules);
    paths.registerCorsConfiguration("/.well-known/**", rules);
    return new CorsWebFilter(paths);
  }
}
