package chat.gateway.forward;

import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.cloud.gateway.config.GatewayProperties;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.config.HttpClientFactory;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.config.HttpClientSslConfigurer;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Spring Cloud Gateway's own way to a service, with one pass over the headers each way where it
 * would copy them eight times, and a bound to how many wait for a connection.
 */
@Configuration(proxyBeanMethods = false)
class Routing {
  @Bean
  HttpClientFactory connections(
      HttpClientProperties http,
      ServerProperties server,
      HttpClientSslConfigurer tls,
      List<HttpClientCustomizer> customizers,
      ForwardSettings settings) {
    return new HttpClientFactory(http, server, tls, customizers) {
      @Override
      protected ConnectionProvider buildConnectionProvider(HttpClientProperties http) {
        return Objects.requireNonNull(super.buildConnectionProvider(http).mutate())
            .pendingAcquireMaxCount(settings.waiting())
            .build();
      }
    };
  }

  @Bean
  NettyRoutingFilter wayToTheServices(
      HttpClient http,
      ForwardedHeaders forwarded,
      ObjectProvider<List<HttpHeadersFilter>> usual,
      HttpClientProperties settings) {
    List<HttpHeadersFilter> headers = List.of(forwarded, new OfAnswers());
    return new NettyRoutingFilter(http, usual, settings) {
      @Override
      public List<HttpHeadersFilter> getHeadersFilters() {
        return headers;
      }
    };
  }

  @Bean
  NettyWriteResponseFilter wayBack(
      GatewayProperties settings, ObjectProvider<List<HttpHeadersFilter>> usual) {
    return new NettyWriteResponseFilter(settings.getStreamingMediaTypes(), usual);
  }

  private static final class OfAnswers implements HttpHeadersFilter {
    @Override
    public boolean supports(Type type) {
      return type == Type.RESPONSE;
    }

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
      return HopByHop.without(input);
    }
  }
}
