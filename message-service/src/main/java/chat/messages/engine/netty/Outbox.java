package chat.messages.engine.netty;

import chat.messages.engine.Deflate;
import chat.messages.engine.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The wires of one event loop that have something to write, each once however much it is. They take
 * their turns in rounds, between which the loop reads; and what many of them write they share, in
 * one buffer outside the heap.
 */
final class Outbox implements Runnable {
  private static final int ROUND = 64;

  private final EventLoop loop;
  private final Queue<NettyWire> wires = new ConcurrentLinkedQueue<>();
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

  /** From any thread. */
  void add(NettyWire wire) {
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
    for (int i = 0; i < ROUND; i++) {
      NettyWire wire = wires.poll();
      if (wire == null) {
        buffers.release();
        break;
      }
      wire.write();
    }
    scheduled.set(false);
    if (!wires.isEmpty()) {
      schedule();
    }
  }

  /** A share of the frame's bytes, for its writer to release; on the loop. */
  ByteBuf share(Frame frame, boolean deflated) {
    return buffers.share(deflated ? frame.deflated(deflate) : frame);
  }
}
