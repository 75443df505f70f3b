package chat.messages.engine.netty;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import chat.messages.engine.CloseReason;
import chat.messages.engine.Frame;
import chat.messages.engine.Session;
import chat.messages.engine.Wire;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.FutureMono;

/**
 * Writes frames that are already encoded past the encoder, on the channel's own event loop. However
 * many frames wait when their turn comes, they go out in one flush; while the other side does not
 * read, they wait here, where the session counts them.
 */
final class NettyWire implements Wire, Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Channel channel;
  private final ChannelHandlerContext encoder;
  private final Outbox outbox;
  private final Session session;
  private final boolean deflates;
  private final Queue<Frame> frames = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile @Nullable CloseReason closing;
  private @Nullable Future<?> cutOff;
  private boolean goodbyeSaid;

  /**
   * @param deflates whether the other side takes deflated frames
   */
  NettyWire(Channel channel, Outbox outbox, Session session, boolean deflates) {
    this.channel = channel;
    this.encoder = channel.pipeline().context(WebSocketFrameEncoder.class);
    this.outbox = outbox;
    this.session = session;
    this.deflates = deflates;
  }

  @Override
  public void send(Frame frame) {
    frames.add(frame);
    schedule();
  }

  /** The other side closes when it has read the reason; should it not read, it is cut off. */
  @Override
  public void close(CloseReason reason) {
    if (cutOff != null) {
      return;
    }
    closing = reason;
    if (!reason.isPolite()) {
      frames.clear();
    }
    schedule();
    cutOff = channel.eventLoop().schedule(this::cut, PATIENCE.toMillis(), MILLISECONDS);
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      outbox.add(this);
    }
  }

  /** When it is its turn, on the loop. What is not written after a fault would leave a hole. */
  @Override
  public void run() {
    scheduled.set(false);
    boolean written = false;
    try {
      write();
      written = true;
    } finally {
      if (!written) {
        cut();
      }
    }
  }

  /** Nobody waits for a single frame; one that cannot be written ends the connection. */
  private void write() {
    boolean something = false;
    for (Frame frame = next(); frame != null; frame = next()) {
      var _ = encoder.write(outbox.share(frame, deflates), encoder.voidPromise());
      session.written(frame.size());
      something = true;
    }
    if (something) {
      if (!channel.isWritable()) {
        encoder.write(Unpooled.EMPTY_BUFFER).addListener(written -> schedule());
      }
      channel.flush();
    }
    CloseReason reason = closing;
    if (reason != null && frames.isEmpty() && !goodbyeSaid) {
      goodbyeSaid = true;
      channel
          .writeAndFlush(new CloseWebSocketFrame(reason.code(), reason.name()))
          .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }
  }

  private @Nullable Frame next() {
    return channel.isWritable() ? frames.poll() : null;
  }

  /** Completes when nothing of it is left. */
  Mono<Void> closed() {
    return FutureMono.from(channel.closeFuture());
  }

  private void cut() {
    channel.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
  }
}
