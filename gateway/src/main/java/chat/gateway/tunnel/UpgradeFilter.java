package chat.gateway.tunnel;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;

import chat.gateway.forward.ForwardedHeaders;
import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.util.context.Context;

/**
 * Asks the service to speak WebSocket, tells the client only when the service agreed, and lets a
 * tunnel carry the rest. A service that refuses is heard with its own status.
 */
@Component
@ConditionalOnBooleanProperty(name = "chat.gateway.tunnel.enabled", matchIfMissing = true)
final class UpgradeFilter implements GlobalFilter, Ordered {
  private static final String EXTENSIONS = HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS.toString();
  private static final String PROTOCOLS = HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL.toString();

  private static final List<String> OF_ONE_CONNECTION =
      List.of(
          HttpHeaders.CONNECTION,
          HttpHeaders.UPGRADE,
          HttpHeaders.HOST,
          PROTOCOLS,
          HttpHeaderNames.SEC_WEBSOCKET_KEY.toString(),
          HttpHeaderNames.SEC_WEBSOCKET_VERSION.toString());

  private final Tunnels tunnels;
  private final TunnelSettings settings;
  private final ForwardedHeaders forwarded;
  private final HttpClient connections;
  private final Map<EventLoop, HttpClient> clients = new ConcurrentHashMap<>();

  UpgradeFilter(
      Tunnels tunnels,
      TunnelSettings settings,
      HttpClientProperties http,
      ForwardedHeaders forwarded) {
    this.tunnels = tunnels;
    this.settings = settings;
    this.forwarded = forwarded;
    // one connection for each socket, apart from those that requests share
    this.connections =
        HttpClient.newConnection()
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                Objects.requireNonNull(http.getConnectTimeout()));
  }

  /** Before Spring Cloud Gateway's own filter for WebSockets. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE - 2;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    if (!asksForWebSocket(exchange.getRequest())) {
      return chain.filter(exchange);
    }
    ServerWebExchangeUtils.setAlreadyRouted(exchange);
    return Mono.defer(() -> tunnels.takePlace() ? upgrade(exchange) : Mono.error(full()));
  }

  private static boolean asksForWebSocket(ServerHttpRequest request) {
    return "websocket".equalsIgnoreCase(request.getHeaders().getUpgrade());
  }

  private static Problem full() {
    return Problem.of(ProblemType.BUSY, "This gateway holds as many sockets as it may.")
        .header(HttpHeaders.RETRY_AFTER, "1");
  }

  private Mono<Void> upgrade(ServerWebExchange exchange) {
    return askService(exchange, loopOf(exchange.getRequest()))
        .timeout(settings.handshake())
        .doOnError(error -> tunnels.leavePlace())
        .doOnCancel(tunnels::leavePlace)
        .onErrorResume(WebSocketClientHandshakeException.class, e -> refuse(exchange, e))
        .flatMap(service -> tellClient(exchange, service));
  }

  private Mono<Connection> askService(ServerWebExchange exchange, EventLoop loop) {
    URI address = exchange.getRequiredAttribute(GATEWAY_REQUEST_URL_ATTR);
    HttpHeaders headers = forwarded.filter(exchange.getRequest().getHeaders(), exchange);
    var agreement = WebsocketClientSpec.builder().handlePing(true);
    String protocols = headers.getFirst(PROTOCOLS);
    if (protocols != null) {
      agreement.protocols(protocols);
    }
    OF_ONE_CONNECTION.forEach(headers::remove);
    return clients
        .computeIfAbsent(loop, connections::runOn)
        .headers(all -> headers.forEach(all::set))
        .websocket(agreement.build())
        .uri(webSocket(address))
        .connect()
        .cast(Connection.class)
        // or this connection would keep the whole request in memory for as long as it lives
        .onTerminateDetach()
        .contextWrite(context -> Context.empty());
  }

  private static URI webSocket(URI address) {
    String scheme = "https".equals(address.getScheme()) ? "wss" : "ws";
    return UriComponentsBuilder.fromUri(address).scheme(scheme).build(true).toUri();
  }

  private static <T> Mono<T> refuse(
      ServerWebExchange exchange, WebSocketClientHandshakeException refusal) {
    var answer = refusal.response();
    if (answer == null) {
      return Mono.error(new IOException("The handshake broke off", refusal));
    }
    exchange.getResponse().setStatusCode(HttpStatusCode.valueOf(answer.status().code()));
    return exchange.getResponse().setComplete().then(Mono.empty());
  }

  private Mono<Void> tellClient(ServerWebExchange exchange, Connection service) {
    Tunnel tunnel = tunnels.open(service.channel());
    WebsocketInbound agreed = (WebsocketInbound) service;
    String extensions = agreed.headers().get(EXTENSIONS);
    if (extensions != null) {
      exchange.getResponse().getHeaders().set(EXTENSIONS, extensions);
    }
    return exchange
        .getResponse()
        .setComplete() // the filters add their headers now
        .then(Mono.defer(() -> accept(exchange, agreed.selectedSubprotocol(), tunnel)))
        .doOnError(error -> tunnel.close())
        .doOnCancel(tunnel::close);
  }

  private static Mono<Void> accept(
      ServerWebExchange exchange, @Nullable String protocol, Tunnel tunnel) {
    HttpServerResponse response =
        ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse());
    var agreement = WebsocketServerSpec.builder().handlePing(true);
    if (protocol != null) {
      agreement.protocols(protocol);
    }
    return response
        .sendWebsocket((in, out) -> begin(tunnel, in), agreement.build())
        // or the whole request would stay in memory for as long as the socket
        .contextWrite(context -> Context.empty())
        .onTerminateDetach();
  }

  /** Never done as far as this connection's own frames go: there will be none. */
  private static Mono<Void> begin(Tunnel tunnel, WebsocketInbound client) {
    client.withConnection(connection -> tunnel.to(connection.channel()));
    return Mono.never();
  }

  private static EventLoop loopOf(ServerHttpRequest request) {
    HttpServerRequest asked = ServerHttpRequestDecorator.getNativeRequest(request);
    var loop = new AtomicReference<EventLoop>();
    asked.withConnection(connection -> loop.set(connection.channel().eventLoop()));
    return Objects.requireNonNull(loop.get());
  }
}
