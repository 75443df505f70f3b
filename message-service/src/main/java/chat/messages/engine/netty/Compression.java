package chat.messages.engine.netty;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionUtil;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandshaker;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import java.util.Objects;
import java.util.Optional;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Agrees with a client on permessage-deflate. Neither side remembers anything from one message to
 * the next: an idle socket costs nothing more, and what many are told is deflated once.
 */
final class Compression {
  private static final String AGREED =
      "permessage-deflate; server_no_context_takeover; client_no_context_takeover";
  private static final int LEVEL = 6;

  private final WebSocketServerExtensionHandshaker terms;

  /**
   * @param maxPayload bytes that a message may have once it is inflated
   */
  Compression(int maxPayload) {
    terms =
        new PerMessageDeflateServerExtensionHandshaker(
            LEVEL,
            false,
            PerMessageDeflateServerExtensionHandshaker.MAX_WINDOW_SIZE,
            true,
            true,
            maxPayload);
  }

  /** Takes the first of the client's offers that is possible; empty when there is none. */
  Optional<WebSocketServerExtension> agree(HttpServerRequest request, HttpServerResponse response) {
    String offers = request.requestHeaders().get(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, "");
    Optional<WebSocketServerExtension> agreed =
        WebSocketExtensionUtil.extractExtensions(offers).stream()
            .map(terms::handshakeExtension)
            .filter(Objects::nonNull)
            .findFirst();
    if (agreed.isPresent()) {
      response.header(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, AGREED);
    }
    return agreed;
  }

  /** From here on what the client deflates is inflated. */
  static void inflate(WebSocketServerExtension agreed, ChannelPipeline pipeline) {
    String frames = pipeline.context(WebSocketFrameDecoder.class).name();
    pipeline.addAfter(frames, "inflate", agreed.newExtensionDecoder());
  }
}
