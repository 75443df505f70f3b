package chat.kit.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Sees to it that the next request of a kept-alive connection is read.
 *
 * <p>reactor-netty 1.3.6 to 1.3.8 read on demand, and lose it (issue 4361): a request that comes a
 * moment before the answer to the one before is done waits in a queue, and when it is then answered
 * at once, as an unchanged file is, nobody asks for more. The connection looks alive, and whatever
 * a browser sends on it waits for ever. So the end of every answer asks for more.
 */
final class NextRequests
    implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory>, NettyServerCustomizer {
  private static final String NAME = "nextRequests";

  @Override
  public void customize(NettyReactiveWebServerFactory factory) {
    factory.addServerCustomizers(this);
  }

  @Override
  public HttpServer apply(HttpServer server) {
    return server.doOnChannelInit((observer, channel, address) -> install(channel));
  }

  private static void install(Channel channel) {
    if (channel.pipeline().get(NettyPipeline.H2OrHttp11Codec) != null) {
      channel.pipeline().addAfter(NettyPipeline.H2OrHttp11Codec, NAME, new AfterHandshake());
    } else {
      installBehindCodec(channel);
    }
  }

  private static void installBehindCodec(Channel channel) {
    if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
      channel.pipeline().addAfter(NettyPipeline.HttpCodec, NAME, new Asking());
    }
  }

  /** TLS tells which HTTP is spoken; in HTTP/2 there is no such queue. */
  private static final class AfterHandshake extends ChannelInboundHandlerAdapter {
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof SslHandshakeCompletionEvent) {
        ctx.pipeline().remove(this);
        installBehindCodec(ctx.channel());
      }
      ctx.fireUserEventTriggered(event);
    }
  }

  /** Once the server has done all that follows the end of an answer, and only then. */
  private static final class Asking extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise)
        throws Exception {
      ChannelPromise sent =
          message instanceof LastHttpContent
              ? promise.unvoid().addListener(done -> ctx.executor().execute(ctx.channel()::read))
              : promise;
      super.write(ctx, message, sent);
    }
  }
}
