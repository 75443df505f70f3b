package chat.kit.security;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Calls other services in this service's own name. */
public final class ServiceWebClient {
  /** A token is renewed this long before its end, so that none ends on the way. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  /** While no token can be had, auth-service is asked for one no more often than this. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final HttpClients clients;
  private final ServiceSettings settings;
  private final String clientId;
  private final Mono<String> token;

  ServiceWebClient(HttpClients clients, ServiceSettings settings, String applicationName) {
    this.clients = clients;
    this.settings = settings;
    this.clientId = settings.clientId() == null ? applicationName : settings.clientId();
    // one request at a time, whose answer serves everybody until shortly before it ends
    this.token =
        Mono.defer(this::ask)
            .cache(Granted::usable, error -> PAUSE, () -> PAUSE)
            .map(Granted::access_token);
  }

  /** A client for the service at this address. */
  public WebClient to(String baseUrl) {
    if (settings.secret() == null || settings.secret().isBlank()) {
      throw new InvalidConfigurationPropertyValueException(
          "chat.service.secret",
          settings.secret(),
          "%s calls %s and must log in for it.".formatted(clientId, baseUrl));
    }
    return clients.plain().mutate().baseUrl(baseUrl).filter(this::authorized).build();
  }

  private Mono<ClientResponse> authorized(ClientRequest request, ExchangeFunction next) {
    return token
        .map(t -> ClientRequest.from(request).headers(headers -> headers.setBearerAuth(t)).build())
        .flatMap(next::exchange);
  }

  private Mono<Granted> ask() {
    return clients
        .plain()
        .post()
        .uri(settings.tokenUri())
        .headers(this::login)
        .body(BodyInserters.fromFormData("grant_type", "client_credentials"))
        .retrieve()
        .bodyToMono(Granted.class);
  }

  private void login(HttpHeaders headers) {
    @Nullable String secret = settings.secret();
    headers.setBasicAuth(clientId, secret == null ? "" : secret);
  }

  /** The answer of the token endpoint, in the words of RFC 6749. */
  record Granted(String access_token, long expires_in) {
    Duration usable() {
      Duration life = Duration.ofSeconds(expires_in);
      return life.compareTo(MARGIN.multipliedBy(2)) > 0 ? life.minus(MARGIN) : life.dividedBy(2);
    }
  }
}
