package chat.gateway.tunnel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;

/**
 * One end of a tunnel: what it reads goes to the other end, and it reads on only while the other
 * end takes it. Both ends live on one event loop, so nothing here happens at the same time.
 */
class Relay extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(Relay.class);
  private static final String NAME = "tunnel";

  private final Tunnel tunnel;
  private final Channel channel;
  private @Nullable Queue<ByteBuf> early = new ArrayDeque<>(1);
  private @Nullable Relay other;

  Relay(Tunnel tunnel, Channel channel) {
    this.tunnel = tunnel;
    this.channel = channel;
  }

  /** Takes the place of all that reads frames; TLS below it stays. */
  final void takeOver() {
    var pipeline = channel.pipeline();
    // first, since a codec that is removed hands on what it still holds
    pipeline.addBefore(NettyPipeline.ReactiveBridge, NAME, this);
    for (var handler : pipeline.toMap().entrySet()) {
      if (handler.getKey().equals(NAME)) {
        return;
      }
      if (!stays(handler.getKey()) && !(handler.getValue() instanceof SslHandler)) {
        pipeline.remove(handler.getValue());
      }
    }
  }

  /** The codec that read the answer to a handshake goes by itself, in a moment. */
  private static boolean stays(String name) {
    return name.equals(NettyPipeline.HttpCodec);
  }

  /** What was said and agreed at its beginning would stay in memory as long as the socket. */
  final void forgetItsBeginning() {
    Connection.from(channel).rebind(new Bare(channel));
    if (channel.pipeline().get(NettyPipeline.ReactiveBridge) != null) {
      channel.pipeline().remove(NettyPipeline.ReactiveBridge);
    }
  }

  private record Bare(Channel channel) implements Connection {}

  /** From here on bytes flow out of this end. */
  final void flowInto(Relay otherEnd) {
    other = otherEnd;
    Queue<ByteBuf> waiting = early;
    early = null;
    if (waiting != null && !waiting.isEmpty()) {
      waiting.forEach(otherEnd::write);
      otherEnd.flush();
    }
    if (channel.isActive()) {
      readOn();
    } else {
      otherEnd.finish();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object read) {
    if (!(read instanceof ByteBuf bytes)) {
      ReferenceCountUtil.release(read);
    } else if (other != null) {
      other.write(bytes);
    } else if (early != null) {
      early.add(bytes);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (other != null) {
      tunnel.heard();
      other.flush();
      readOn();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (other != null && channel.isWritable()) {
      other.channel.read();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (early != null) {
      early.forEach(ByteBuf::release);
      early.clear();
    }
    if (other != null) {
      other.finish();
    }
    tunnel.ended();
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    log.debug("A tunnel broke", cause);
    close();
  }

  void write(ByteBuf bytes) {
    channel.write(bytes).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  void flush() {
    channel.flush();
  }

  private void readOn() {
    if (other != null && other.channel.isWritable()) {
      channel.read();
    }
  }

  final EventLoop loop() {
    return channel.eventLoop();
  }

  final void close() {
    channel.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
  }

  /** Ends this side once what is on its way to it has gone out. */
  private void finish() {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }
}
