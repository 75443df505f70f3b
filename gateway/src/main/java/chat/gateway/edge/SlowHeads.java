package chat.gateway.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
    if (pipeline.get(NettyPipeline.HttpCodec) != null) {
      var clock = new HeadClock(settings.head().toMillis());
      pipeline.addBefore(NettyPipeline.HttpCodec, "headBegins", clock);
      pipeline.addAfter(NettyPipeline.HttpCodec, "headEnds", new HeadEnds(clock));
    }
  }

  /**
   * Waits until TLS has told which HTTP is spoken. The frames of HTTP/2 need no clock: what is not
   * yet a request does not keep a connection from being idle.
   */
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

  /** Runs from the first byte of a head to its last. */
  private static final class HeadClock extends ChannelInboundHandlerAdapter {
    private final long millis;
    private boolean inRequest;
    private @Nullable Future<?> deadline;

    HeadClock(long millis) {
      this.millis = millis;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
      if (deadline == null && !inRequest) {
        deadline = ctx.executor().schedule(() -> end(ctx), millis, TimeUnit.MILLISECONDS);
      }
      ctx.fireChannelRead(bytes);
    }

    private static void end(ChannelHandlerContext ctx) {
      ctx.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    void headCame() {
      inRequest = true;
      stop();
    }

    void requestCame() {
      inRequest = false;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
      stop();
    }

    private void stop() {
      if (deadline != null) {
        deadline.cancel(false);
        deadline = null;
      }
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
