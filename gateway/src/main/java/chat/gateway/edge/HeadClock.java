package chat.gateway.edge;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs while a head is on its way, and ends the connection when that takes too long. */
final class HeadClock {
  private final Duration patience;
  private boolean inRequest;
  private @Nullable Future<?> deadline;

  HeadClock(Duration patience) {
    this.patience = patience;
  }

  /** What is not the body of a request is the head of the next. */
  void bytesCame(ChannelHandlerContext ctx) {
    if (!inRequest) {
      start(ctx);
    }
  }

  void headCame() {
    inRequest = true;
    stop();
  }

  void requestCame() {
    inRequest = false;
  }

  /** Where it runs already it goes on. */
  void start(ChannelHandlerContext ctx) {
    if (deadline == null) {
      deadline =
          ctx.executor().schedule(() -> end(ctx), patience.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  void stop() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  private static void end(ChannelHandlerContext ctx) {
    ctx.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
  }
}
