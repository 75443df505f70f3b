package chat.messages.engine.netty;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Where the newcomers of one event loop pass one by one, each in a round of its own: in a storm a
 * round with all of them would take seconds, in which nobody else is heard. The busier the loop,
 * the longer its rounds, the slower it lets in. Everything happens on the loop.
 */
final class Gate {
  private static final long ROUND = 1;

  private final EventLoop loop;
  private final Queue<Runnable> line = new ArrayDeque<>();
  private boolean passing;

  Gate(EventLoop loop) {
    this.loop = loop;
  }

  void pass(Runnable newcomer) {
    line.add(newcomer);
    if (!passing) {
      passing = true;
      next();
    }
  }

  private void next() {
    Runnable newcomer = line.poll();
    if (newcomer == null) {
      passing = false;
    } else {
      var _ = loop.schedule(this::next, ROUND, TimeUnit.MILLISECONDS);
      newcomer.run();
    }
  }
}
