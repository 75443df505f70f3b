package chat.messages.engine.netty;

import chat.messages.engine.Session;
import chat.messages.engine.Sessions;
import chat.messages.engine.Visitor;
import chat.messages.engine.Wire;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;

/** Frames that arrive are handed to the session; what it sends goes out through a wire. */
final class WebSockets {
  private static final Logger log = LoggerFactory.getLogger(WebSockets.class);

  private final Sessions sessions;
  private final WebsocketServerSpec spec;

  WebSockets(Sessions sessions) {
    this.sessions = sessions;
    this.spec =
        WebsocketServerSpec.builder()
            .maxFramePayloadLength(sessions.settings().maxPayload())
            .build();
  }

  Publisher<Void> open(Visitor visitor, HttpServerResponse response) {
    return response.sendWebsocket(
        (in, out) -> {
          Session session = sessions.create(visitor);
          return received(in, session, session::open);
        },
        spec);
  }

  Publisher<Void> upgrade(Session session, HttpServerResponse response) {
    return response.sendWebsocket((in, out) -> received(in, session, session::upgrade), spec);
  }

  private Mono<Void> received(WebsocketInbound in, Session session, Consumer<Wire> join) {
    AtomicReference<Channel> channel = new AtomicReference<>();
    in.withConnection(connection -> channel.set(connection.channel()));
    // they would be kept for as long as the socket lives
    in.headers().clear();
    Wire wire = new NettyWire(Objects.requireNonNull(channel.get()), session);
    join.accept(wire);
    return in.aggregateFrames(sessions.settings().maxPayload())
        .receiveFrames()
        .doOnNext(frame -> received(frame, wire, session))
        .doOnError(error -> log.debug("The WebSocket of {} broke", session.sid(), error))
        .onErrorComplete()
        .doFinally(end -> session.wireLost(wire))
        .then();
  }

  private static void received(WebSocketFrame frame, Wire wire, Session session) {
    switch (frame) {
      case TextWebSocketFrame text -> session.text(wire, ByteBufUtil.getBytes(text.content()));
      case BinaryWebSocketFrame bytes ->
          session.binary(wire, ByteBufUtil.getBytes(bytes.content()));
      default -> log.trace("A frame that carries nothing: {}", frame);
    }
  }
}
