package chat.kit.problem;

import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.json.JsonMapper;

/** Puts our one error handler where Spring Boot's error page would be. */
@AutoConfiguration(before = ErrorWebFluxAutoConfiguration.class)
public final class ProblemAutoConfiguration {
  @Bean
  @Order(-2) // before Spring's own, which would answer a ResponseStatusException without a body
  ProblemHandler problemHandler(JsonMapper json) {
    return new ProblemHandler(json);
  }

  /** For services that have an OpenAPI document. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(GlobalOpenApiCustomizer.class)
  static class OfDocument {
    @Bean
    RefusalsInDocument refusalsInDocument() {
      return new RefusalsInDocument();
    }
  }
}
