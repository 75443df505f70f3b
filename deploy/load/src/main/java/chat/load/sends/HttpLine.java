package chat.load.sends;

import static io.netty.channel.ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import java.util.function.Supplier;

/** One kept-alive connection on which one request follows the other. */
public final class HttpLine extends SimpleChannelInboundHandler<FullHttpResponse> {
  private final Supplier<String> request;
  private final Tally tally;
  private long sentAt;

  /**
   * @param request makes the next one, with its head
   */
  public HttpLine(Supplier<String> request, Tally tally) {
    this.request = request;
    this.tally = tally;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    next(context);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpResponse answer) {
    if (answer.status().code() / 100 == 2) {
      tally.answered(sentAt);
    } else {
      tally.failed(answer.status() + " " + answer.content().toString(UTF_8));
    }
    next(context);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    tally.failed(cause.toString());
  }

  private void next(ChannelHandlerContext context) {
    ByteBuf bytes = context.alloc().buffer();
    ByteBufUtil.writeUtf8(bytes, request.get());
    sentAt = System.nanoTime();
    context.writeAndFlush(bytes).addListener(FIRE_EXCEPTION_ON_FAILURE);
  }

  public static String post(String path, String token, String body) {
    return "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
            .formatted(path, token)
        + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(body.getBytes(UTF_8).length, body);
  }

  public static String get(String path, String token) {
    return "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
        .formatted(path, token);
  }
}
