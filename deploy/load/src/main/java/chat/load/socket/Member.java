package chat.load.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One socket, which speaks just enough WebSocket and Socket.IO to be let in and to be told. */
public final class Member extends ChannelInboundHandlerAdapter {
  private static final byte[] END_OF_HEADERS = "\r\n\r\n".getBytes(UTF_8);
  private static final int MASKED = 0x80;
  private static final int LENGTH_IN_16_BITS = 126;
  private static final int LENGTH_IN_64_BITS = 127;
  private static final int CLOSE = 0x88;
  private static final int DEFLATED = 0x40;
  private static final String OFFER =
      "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover;"
          + " client_no_context_takeover\r\n";

  private final Crowd crowd;
  private final Crowd.Introduction introduction;
  private ByteBuf pending = Unpooled.EMPTY_BUFFER;
  private boolean open;
  private boolean turnedAway;
  private int unanswered;
  private @Nullable ChannelHandlerContext context;
  private @Nullable CompletableFuture<String> asked;

  Member(Crowd crowd, Crowd.Introduction introduction) {
    this.crowd = crowd;
    this.introduction = introduction;
  }

  Crowd.Introduction introduction() {
    return introduction;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    context = ctx;
    String request =
        """
        GET %s?EIO=4&transport=websocket HTTP/1.1\r
        Host: %s\r
        Connection: Upgrade\r
        Upgrade: websocket\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        %s\r
        """
            .formatted(
                crowd.address().getPath(),
                crowd.address().getAuthority(),
                crowd.inflation() == null ? "" : OFFER);
    write(ctx, Unpooled.copiedBuffer(request, UTF_8));
  }

  /** Sends a packet; to be called on the crowd's loop. */
  public void say(String packet) {
    if (context != null) {
      byte[] bytes = packet.getBytes(UTF_8);
      ByteBuf frame = context.alloc().buffer(bytes.length + 8);
      frame.writeByte(0x81);
      if (bytes.length < LENGTH_IN_16_BITS) {
        frame.writeByte(MASKED | bytes.length);
      } else {
        frame.writeByte(MASKED | LENGTH_IN_16_BITS).writeShort(bytes.length);
      }
      // a mask of zeros masks nothing
      write(context, frame.writeInt(0).writeBytes(bytes));
    }
  }

  private static void write(ChannelHandlerContext to, ByteBuf bytes) {
    to.writeAndFlush(bytes).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  /** Asks for an acknowledgement and completes with it; one at a time. */
  public CompletableFuture<String> ask(String event) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    crowd
        .loop()
        .execute(
            () -> {
              asked = answer;
              say("420" + event);
            });
    return answer;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object read) {
    ByteBuf bytes = (ByteBuf) read;
    if (pending.isReadable()) {
      bytes = Unpooled.wrappedBuffer(pending, bytes);
    }
    pending = Unpooled.EMPTY_BUFFER;
    if (open || handshake(bytes)) {
      while (frame(bytes)) {}
    }
    if (bytes.isReadable()) {
      pending = bytes.copy();
    }
    bytes.release();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (turnedAway) {
      ctx.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }
    crowd.progressed();
  }

  private boolean handshake(ByteBuf bytes) {
    int end = ByteBufUtil.indexOf(Unpooled.wrappedBuffer(END_OF_HEADERS), bytes);
    if (end >= 0) {
      String answer = bytes.toString(bytes.readerIndex(), end, UTF_8);
      if (answer.startsWith("HTTP/1.1 503")) {
        turnedAway = true;
        bytes.skipBytes(bytes.readableBytes());
        return false;
      }
      if (!answer.startsWith("HTTP/1.1 101")) {
        throw new IllegalStateException("The server refused: " + bytes.toString(UTF_8));
      }
      bytes.skipBytes(end + END_OF_HEADERS.length);
      open = true;
    }
    return open;
  }

  /** Reads one frame, if it is all there. */
  private boolean frame(ByteBuf bytes) {
    int start = bytes.readerIndex();
    int there = bytes.readableBytes();
    if (there < 2) {
      return false;
    }
    long length = bytes.getByte(start + 1) & 0x7f;
    int header = 2;
    if (length == LENGTH_IN_16_BITS) {
      header = 4;
      length = there < header ? Long.MAX_VALUE / 2 : bytes.getUnsignedShort(start + 2);
    } else if (length == LENGTH_IN_64_BITS) {
      header = 10;
      length = there < header ? Long.MAX_VALUE / 2 : bytes.getLong(start + 2);
    }
    if (there < header + length) {
      return false;
    }
    int end = start + header + (int) length;
    int kind = bytes.getByte(start) & 0xff;
    if ((kind & DEFLATED) != 0) {
      ByteBuf inflated =
          Objects.requireNonNull(crowd.inflation()).inflate(bytes, start + header, end);
      packet(inflated, 0, inflated.readableBytes());
    } else if (kind != CLOSE && length > 0) {
      packet(bytes, start + header, end);
    }
    bytes.readerIndex(end);
    return true;
  }

  private void packet(ByteBuf bytes, int from, int to) {
    switch (bytes.getByte(from)) {
      case '0' -> say("40" + introduction.auth());
      case '2' -> say("3");
      case '4' -> message(bytes, from + 1, to);
      default -> {}
    }
  }

  private void message(ByteBuf bytes, int from, int to) {
    switch (bytes.getByte(from)) {
      case '0' -> welcomed();
      case '2' -> told(bytes, from, to);
      case '3' -> answered(bytes.toString(from + 1, to - from - 1, UTF_8));
      case '4' ->
          throw new IllegalStateException(
              "The server did not let us in: " + bytes.toString(from, to - from, UTF_8));
      default -> {}
    }
  }

  private void welcomed() {
    unanswered = introduction.greetings().size();
    introduction.greetings().forEach(this::say);
    if (unanswered == 0) {
      crowd.ready();
    }
  }

  private void told(ByteBuf bytes, int from, int to) {
    long stamp = Stamp.find(bytes, from, to);
    if (stamp >= 0) {
      crowd.delivered(stamp);
    }
  }

  private void answered(String answer) {
    if (asked != null) {
      asked.complete(answer);
      asked = null;
    } else if (unanswered > 0 && --unanswered == 0) {
      crowd.ready();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    pending.release();
    pending = Unpooled.EMPTY_BUFFER;
    if (turnedAway) {
      crowd.turnedAway(this);
    } else {
      crowd.lost();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    System.err.println(cause.getMessage());
    ctx.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
  }
}
