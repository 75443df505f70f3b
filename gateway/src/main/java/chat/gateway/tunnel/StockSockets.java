package chat.gateway.tunnel;

import io.netty.channel.ChannelOption;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import org.springframework.web.reactive.socket.client.WebSocketClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;

/** With the tunnel switched off: Spring Cloud Gateway's own route for sockets. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "chat.gateway.tunnel.enabled", havingValue = false)
class StockSockets {
  /** One connection for each socket: of those that requests share it would keep one for good. */
  @Bean
  @Primary
  WebSocketClient socketsOfTheirOwn(HttpClientProperties http) {
    HttpClient connections =
        HttpClient.newConnection()
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                Objects.requireNonNull(http.getConnectTimeout()));
    return new ReactorNettyWebSocketClient(connections, () -> agreement(http.getWebsocket()));
  }

  private static WebsocketClientSpec.Builder agreement(HttpClientProperties.Websocket settings) {
    var agreement = WebsocketClientSpec.builder().handlePing(settings.isProxyPing());
    Optional.ofNullable(settings.getMaxFramePayloadLength())
        .ifPresent(agreement::maxFramePayloadLength);
    return agreement;
  }
}
