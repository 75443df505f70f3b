package chat.gateway.testing;

import static io.netty.channel.ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * What a stand-in says on a WebSocket: everything back, but for a few words. {@code flood} is
 * answered without end, {@code close N} by that code, {@code die} by silence on the wire, {@code
 * half} by the first half of a message.
 */
public final class SocketTalk {
  private static final int CHUNK = 64 * 1024;
  private static final int LARGEST = 8 << 20;

  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong flooded = new AtomicLong();

  /** How many it holds. */
  public int open() {
    return open.size();
  }

  /** How many bytes the last flood has got rid of. */
  public long flooded() {
    return flooded.get();
  }

  Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
    if (request.uri().endsWith("/forbidden")) {
      return response.status(403).send();
    }
    if (request.uri().endsWith("/squeezed")) {
      response.header("Sec-WebSocket-Extensions", "permessage-deflate");
    }
    var agreement = WebsocketServerSpec.builder().maxFramePayloadLength(LARGEST);
    if (request.requestHeaders().contains("Sec-WebSocket-Protocol")) {
      agreement.protocols("chat.v1"); // to which nobody agrees who has not asked
    }
    return response.sendWebsocket(this::talk, agreement.build());
  }

  private Publisher<Void> talk(WebsocketInbound in, WebsocketOutbound out) {
    in.withConnection(
        connection -> {
          open.add(connection);
          connection.onDispose(() -> open.remove(connection));
        });
    Flux<WebSocketFrame> answers =
        in.aggregateFrames(LARGEST).receiveFrames().concatMap(frame -> answer(frame, in));
    return out.sendString(Mono.just("welcome")).sendObject(answers).then();
  }

  private Publisher<WebSocketFrame> answer(WebSocketFrame frame, WebsocketInbound in) {
    if (!(frame instanceof TextWebSocketFrame text)) {
      return Mono.just(frame.retain());
    }
    String word = text.text();
    if (word.equals("flood")) {
      flooded.set(0);
      return Flux.generate(sink -> sink.next(chunk()));
    }
    if (word.equals("half")) {
      return Flux.just(
          new TextWebSocketFrame(false, 0, "one"), new ContinuationWebSocketFrame(true, 0, "two"));
    }
    if (word.equals("die")) {
      in.withConnection(
          connection -> connection.channel().close().addListener(FIRE_EXCEPTION_ON_FAILURE));
      return Mono.empty();
    }
    return word.startsWith("close ")
        ? Mono.just(new CloseWebSocketFrame(Integer.parseInt(word.substring(6)), "because"))
        : Mono.just(frame.retain());
  }

  private WebSocketFrame chunk() {
    flooded.addAndGet(CHUNK);
    ByteBuf zeros = Unpooled.wrappedBuffer(new byte[CHUNK]);
    return new BinaryWebSocketFrame(zeros);
  }
}
