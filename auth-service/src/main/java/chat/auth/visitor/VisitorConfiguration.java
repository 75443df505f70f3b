package chat.auth.visitor;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/** Lets controllers ask for the visitor. */
@Configuration(proxyBeanMethods = false)
class VisitorConfiguration implements WebFluxConfigurer {
  private final Visitors visitors;

  VisitorConfiguration(Visitors visitors) {
    this.visitors = visitors;
  }

  @Override
  public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
    configurer.addCustomResolver(visitors);
  }
}
