package chat.messages.engine.netty;

import chat.messages.engine.EngineSettings;
import chat.messages.engine.Session;
import chat.messages.engine.Sessions;
import chat.messages.engine.Visitor;
import chat.messages.engine.Wire;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;

/** Frames that arrive are handed to the session; what it sends goes out through a wire. */
final class WebSockets {
  private static final Logger log = LoggerFactory.getLogger(WebSockets.class);

  private final Sessions sessions;
  private final WebsocketServerSpec spec;
  private final @Nullable Compression compression;
  private final Map<EventLoop, Outbox> outboxes = new ConcurrentHashMap<>();

  WebSockets(Sessions sessions) {
    EngineSettings settings = sessions.settings();
    this.sessions = sessions;
    this.spec = WebsocketServerSpec.builder().maxFramePayloadLength(settings.maxPayload()).build();
    this.compression = settings.deflate() > 0 ? new Compression(settings.maxPayload()) : null;
  }

  Publisher<Void> open(Visitor visitor, HttpServerRequest request, HttpServerResponse response) {
    return accept(() -> sessions.create(visitor), Session::open, request, response);
  }

  Publisher<Void> upgrade(Session session, HttpServerRequest request, HttpServerResponse response) {
    return accept(() -> session, Session::upgrade, request, response);
  }

  private Publisher<Void> accept(
      Supplier<Session> whose,
      BiConsumer<Session, Wire> join,
      HttpServerRequest request,
      HttpServerResponse response) {
    Optional<WebSocketServerExtension> deflate =
        compression == null ? Optional.empty() : compression.agree(request, response);
    return response.sendWebsocket(
        (in, out) -> {
          Session session = whose.get();
          NettyWire wire = wire(in, session, deflate);
          join.accept(session, wire);
          return received(in, wire, session);
        },
        spec);
  }

  private Mono<Void> received(WebsocketInbound in, NettyWire wire, Session session) {
    // they would be kept for as long as the socket lives
    in.headers().clear();
    return in.aggregateFrames(sessions.settings().maxPayload())
        .receiveFrames()
        .doOnNext(frame -> received(frame, wire, session))
        .then()
        .onErrorResume(error -> broken(error, wire, session))
        .doFinally(end -> session.wireLost(wire));
  }

  /** Of frames that are wrong themselves Netty has told the client already. */
  private static Mono<Void> broken(Throwable error, NettyWire wire, Session session) {
    log.debug("The WebSocket of {} broke", session.sid(), error);
    if (error instanceof DecompressionException) {
      session.malformed(wire, "what cannot be inflated, or is too much");
      return wire.closed();
    }
    return Mono.empty();
  }

  private NettyWire wire(
      WebsocketInbound in, Session session, Optional<WebSocketServerExtension> deflate) {
    AtomicReference<Channel> found = new AtomicReference<>();
    in.withConnection(connection -> found.set(connection.channel()));
    Channel channel = Objects.requireNonNull(found.get());
    deflate.ifPresent(agreed -> Compression.inflate(agreed, channel.pipeline()));
    int smallest = sessions.settings().deflate();
    Outbox outbox =
        outboxes.computeIfAbsent(channel.eventLoop(), loop -> new Outbox(loop, smallest));
    return new NettyWire(channel, outbox, session, deflate.isPresent());
  }

  private static void received(WebSocketFrame frame, Wire wire, Session session) {
    switch (frame) {
      case WebSocketFrame extended when extended.rsv() != 0 ->
          session.malformed(wire, "bits of an extension that nobody has agreed on");
      case TextWebSocketFrame text -> session.text(wire, ByteBufUtil.getBytes(text.content()));
      case BinaryWebSocketFrame bytes ->
          session.binary(wire, ByteBufUtil.getBytes(bytes.content()));
      default -> log.trace("A frame that carries nothing: {}", frame);
    }
  }
}
