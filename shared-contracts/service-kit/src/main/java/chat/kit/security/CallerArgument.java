package chat.kit.security;

import java.security.Principal;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Gives a controller its {@link Caller}. On a public path the parameter may be {@code @Nullable},
 * and is null when nobody is logged in.
 */
final class CallerArgument implements HandlerMethodArgumentResolver {
  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Caller.class;
  }

  @Override
  public Mono<Object> resolveArgument(
      MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
    Mono<Principal> principal = exchange.getPrincipal();
    return principal
        .ofType(TokenAuthentication.class)
        .map(authentication -> authentication.getPrincipal().caller())
        .cast(Object.class)
        .switchIfEmpty(Mono.defer(() -> nobody(parameter)));
  }

  private static Mono<Object> nobody(MethodParameter parameter) {
    return parameter.isOptional() ? Mono.empty() : Mono.error(TokenRefusal.noToken());
  }
}
