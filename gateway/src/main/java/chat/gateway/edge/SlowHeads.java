package chat.gateway.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Ends connections on which the head of a request is begun and does not come to its end: they cost
 * their clients nothing, and us a connection each.
 */
@Component
final class SlowHeads
    implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory>, NettyServerCustomizer {
  private final EdgeSettings settings;

  SlowHeads(EdgeSettings settings) {
    this.settings = settings;
  }

  @Override
  public void customize(NettyReactiveWebServerFactory factory) {
    factory.addServerCustomizers(this);
  }

  @Override
  public HttpServer apply(HttpServer server) {
    return server.doOnChannelInit((observer, channel, address) -> watch(channel));
  }

  private void watch(Channel channel) {
    var pipeline = channel.pipeline();
    if (pipeline.get(NettyPipeline.H2OrHttp11Codec) != null) {
      pipeline.addAfter(NettyPipeline.H2OrHttp11Codec, "headsToCome", new Agreement());
    } else {
      watchHeads(channel);
    }
  }

  private void watchHeads(Channel channel) {
    var pipeline = channel.pipeline();
    var codec = pipeline.get(NettyPipeline.HttpCodec);
    var clock = new HeadClock(settings.head());
    if (codec instanceof Http2FrameCodec) {
      pipeline.addBefore(NettyPipeline.HttpCodec, "headFrames", new HeadFrames(clock));
    } else if (codec != null) {
      pipeline.addBefore(NettyPipeline.HttpCodec, "headBegins", new HeadBegins(clock));
      pipeline.addAfter(NettyPipeline.HttpCodec, "headEnds", new HeadEnds(clock));
    }
  }

  /** Waits until TLS has told which HTTP is spoken. */
  private final class Agreement extends ChannelInboundHandlerAdapter {
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof SslHandshakeCompletionEvent) {
        watchHeads(ctx.channel());
        ctx.pipeline().remove(this);
      }
      ctx.fireUserEventTriggered(event);
    }
  }

  /** Starts at the first byte of a head that HTTP/1.1 sends. */
  private static final class HeadBegins extends ChannelInboundHandlerAdapter {
    private final HeadClock clock;

    HeadBegins(HeadClock clock) {
      this.clock = clock;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
      clock.bytesCame(ctx);
      ctx.fireChannelRead(bytes);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
      clock.stop();
    }
  }

  /** Sees what the codec has made of the bytes. */
  private static final class HeadEnds extends ChannelInboundHandlerAdapter {
    private final HeadClock clock;

    HeadEnds(HeadClock clock) {
      this.clock = clock;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof HttpRequest) {
        clock.headCame();
      }
      if (message instanceof LastHttpContent) {
        clock.requestCame();
      }
      ctx.fireChannelRead(message);
    }
  }
}
