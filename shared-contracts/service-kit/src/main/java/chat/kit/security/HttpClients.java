package chat.kit.security;

import io.micrometer.observation.ObservationRegistry;
import io.netty.channel.ChannelOption;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** HTTP clients that carry the trace on and never wait without end. */
final class HttpClients implements AutoCloseable {
  private final ConnectionProvider pool;
  private final WebClient plain;

  HttpClients(ServiceSettings settings, ObservationRegistry observations) {
    this.pool =
        ConnectionProvider.builder("services")
            .maxConnections(settings.connections())
            .pendingAcquireMaxCount(settings.waiting())
            .pendingAcquireTimeout(settings.responseTimeout())
            .build();
    HttpClient http =
        HttpClient.create(pool)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.connectTimeout().toMillis())
            .responseTimeout(settings.responseTimeout());
    this.plain =
        WebClient.builder()
            .clientConnector(new ReactorClientHttpConnector(http))
            .observationRegistry(observations)
            .build();
  }

  WebClient plain() {
    return plain;
  }

  @Override
  public void close() {
    pool.dispose();
  }
}
