package chat.messages.engine.netty;

import chat.messages.engine.Deflate;
import chat.messages.engine.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wires of one event loop that have something to write, each once however much it is. They take
 * their turns in rounds, between which the loop reads; and what many of them write they share, in
 * one buffer outside the heap.
 */
final class Outbox implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final int ROUND = 64;

  private final EventLoop loop;
  private final Queue<Runnable> wires = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Buffers buffers = new Buffers();
  private final Deflate deflate;

  /**
   * @param deflate bytes from which on a frame is deflated for those who take that
   */
  Outbox(EventLoop loop, int deflate) {
    this.loop = loop;
    this.deflate = new Deflate(deflate);
  }

  /**
   * From any thread.
   *
   * @param wire writes what it has when it is run
   */
  void add(Runnable wire) {
    wires.add(wire);
    if (!scheduled.get()) {
      schedule();
    }
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      loop.execute(this);
    }
  }

  @Override
  public void run() {
    try {
      for (int i = 0; i < ROUND && !wires.isEmpty(); i++) {
        write(wires.remove());
      }
    } finally {
      if (wires.isEmpty()) {
        buffers.release();
      }
      scheduled.set(false);
      if (!wires.isEmpty()) {
        schedule();
      }
    }
  }

  /** One that fails must not take those after it along. */
  private static void write(Runnable wire) {
    try {
      wire.run();
    } catch (RuntimeException e) {
      log.error("A socket met a fault of ours while it was written", e);
    }
  }

  /** A share of the frame's bytes, for its writer to release; on the loop. */
  ByteBuf share(Frame frame, boolean deflated) {
    return buffers.share(deflated ? frame.deflated(deflate) : frame);
  }
}
