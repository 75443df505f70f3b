package chat.load.sends;

import static io.netty.channel.ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import java.util.function.Supplier;

/** One socket of the live protocol on which one wish follows the other. */
final class SocketLine extends SimpleChannelInboundHandler<TextWebSocketFrame> {
  private final String token;
  private final Supplier<String> wish;
  private final Tally tally;
  private long sentAt;
  private int id;

  /**
   * @param wish makes the next one: an array of the event's name and its argument
   */
  SocketLine(String token, Supplier<String> wish, Tally tally) {
    this.token = token;
    this.wish = wish;
    this.tally = tally;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
      say(context, "40{\"token\":\"" + token + "\"}");
    }
    context.fireUserEventTriggered(event);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
    String text = frame.text();
    if (text.startsWith("43")) {
      if (text.contains("\"ok\":true")) {
        tally.answered(sentAt);
      } else {
        tally.failed(text);
      }
      next(context);
    } else if (text.startsWith("40")) {
      next(context);
    } else if (text.equals("2")) {
      say(context, "3");
    } else if (text.startsWith("44")) {
      tally.failed(text);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    tally.failed(cause.toString());
  }

  private void next(ChannelHandlerContext context) {
    sentAt = System.nanoTime();
    say(context, "42" + id++ + wish.get());
  }

  private static void say(ChannelHandlerContext context, String packet) {
    context.writeAndFlush(new TextWebSocketFrame(packet)).addListener(FIRE_EXCEPTION_ON_FAILURE);
  }
}
