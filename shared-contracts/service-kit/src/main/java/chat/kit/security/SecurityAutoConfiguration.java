package chat.kit.security;

import static chat.kit.security.TokenAuthentication.ADMIN;
import static chat.kit.security.TokenAuthentication.SERVICE;

import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.util.stream.Stream;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.security.authentication.ReactiveAuthenticationManagerResolver;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Bearer tokens and nothing else; what is not opened by name is shut. */
@AutoConfiguration(
    before = {
      ReactiveUserDetailsServiceAutoConfiguration.class,
      ReactiveManagementWebSecurityAutoConfiguration.class,
      ReactiveWebSecurityAutoConfiguration.class
    },
    afterName =
        "org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration")
@EnableConfigurationProperties({SecuritySettings.class, ServiceSettings.class})
public final class SecurityAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  HttpClients httpClients(
      ServiceSettings settings, ObjectProvider<ObservationRegistry> observations) {
    return new HttpClients(settings, observations.getIfAvailable(() -> ObservationRegistry.NOOP));
  }

  @Bean
  @ConditionalOnMissingBean
  KeySource keySource(HttpClients clients, SecuritySettings settings) {
    return new PublishedKeys(clients.plain(), settings.jwksUri());
  }

  @Bean
  SigningKeys signingKeys(KeySource source, SecuritySettings settings) {
    return new SigningKeys(source, settings.keyPause());
  }

  @Bean
  RevokedSessions revokedSessions(
      ReactiveStringRedisTemplate redis, Clock clock, SecuritySettings settings) {
    return new RevokedSessions(redis, clock, settings.revocationsHeld());
  }

  @Bean
  KeepUp keepUp(SigningKeys keys, RevokedSessions revoked, SecuritySettings settings) {
    return new KeepUp(keys, revoked, settings);
  }

  @Bean
  AccessTokens accessTokens(
      SigningKeys keys, RevokedSessions revoked, SecuritySettings settings, Clock clock) {
    return new AccessTokens(keys, new TokenClaims(settings, clock), revoked, settings.tokensHeld());
  }

  @Bean
  ReactiveAuthenticationManagerResolver<ServerWebExchange> tokenAuthentication(
      AccessTokens tokens, SecuritySettings settings) {
    ScopeRules scopes = new ScopeRules(settings.scopes());
    return exchange -> Mono.just(attempt -> authenticate(attempt, exchange, tokens, scopes));
  }

  /** On an open path too: whoever shows a token does no more than it is good for. */
  private static Mono<Authentication> authenticate(
      Authentication attempt, ServerWebExchange exchange, AccessTokens tokens, ScopeRules scopes) {
    return Mono.just(attempt)
        .cast(BearerTokenAuthenticationToken.class)
        .flatMap(bearer -> tokens.read(bearer.getToken()))
        .flatMap(token -> scopes.demand(token, exchange))
        .map(TokenAuthentication::new);
  }

  @Bean
  SecurityWebFilterChain securityRules(
      ServerHttpSecurity http,
      ReactiveAuthenticationManagerResolver<ServerWebExchange> tokens,
      SecuritySettings settings) {
    return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
        .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
        .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
        .oauth2ResourceServer(
            server ->
                server
                    .bearerTokenConverter(new ShownToken(settings))
                    .authenticationManagerResolver(tokens)
                    .authenticationEntryPoint((exchange, e) -> Mono.error(TokenRefusal.of(e))))
        .exceptionHandling(
            refusals ->
                refusals
                    .authenticationEntryPoint((exchange, e) -> Mono.error(TokenRefusal.of(e)))
                    .accessDeniedHandler((exchange, e) -> Mono.error(TokenRefusal.forbidden())))
        .authorizeExchange(rules -> rules(rules, settings))
        .build();
  }

  @Bean
  StrictServerWebExchangeFirewall firewall() {
    return Firewall.strict();
  }

  /** Three spans for each request would say nothing. */
  @Bean
  SecurityObservationSettings noObservationsOfSecurity() {
    return SecurityObservationSettings.noObservations();
  }

  private static void rules(AuthorizeExchangeSpec rules, SecuritySettings settings) {
    rules
        .pathMatchers("/actuator/health/**", "/actuator/info", "/actuator/prometheus")
        .permitAll()
        .pathMatchers("/actuator", "/actuator/**")
        .hasAnyRole(ADMIN, SERVICE)
        .pathMatchers("/internal/**")
        .hasRole(SERVICE);
    rules
        .matchers(
            new NamedPaths(
                Stream.concat(settings.publicPaths().stream(), settings.doors().stream()).toList()))
        .permitAll();
    rules.anyExchange().authenticated();
  }

  @Bean
  WebFluxConfigurer callerArgument() {
    return new WebFluxConfigurer() {
      @Override
      public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
        resolvers.addCustomResolver(new CallerArgument());
      }
    };
  }

  @Bean
  ServiceWebClient serviceWebClient(
      HttpClients clients, ServiceSettings settings, Environment environment) {
    String name = environment.getProperty("spring.application.name", "unnamed");
    return new ServiceWebClient(clients, settings, name);
  }

  /** Who calls is in the token; an OpenAPI document must not ask a client for it. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(SpringDocUtils.class)
  static class OfDocument {
    OfDocument() {
      SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Bean
    LocksInDocument locksInDocument(SecuritySettings settings) {
      return new LocksInDocument(settings);
    }
  }
}
