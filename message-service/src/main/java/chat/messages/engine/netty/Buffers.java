package chat.messages.engine.netty;

import chat.messages.engine.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The frames that were written last, where the operating system can take them from, copied once for
 * all who write them. Who are told the same are told it one after the other, so a few are enough.
 */
final class Buffers {
  private static final int MOST = 16;

  private final @Nullable Frame[] frames = new Frame[MOST];
  private final @Nullable ByteBuf[] buffers = new ByteBuf[MOST];
  private int newest;

  /** A share, which its writer releases. */
  ByteBuf share(Frame frame) {
    for (int i = 0; i < MOST; i++) {
      int place = (newest - i) & (MOST - 1);
      ByteBuf buffer = buffers[place];
      if (buffer != null && frame.equals(frames[place])) {
        return buffer.retainedDuplicate();
      }
    }
    return copy(frame).retainedDuplicate();
  }

  private ByteBuf copy(Frame frame) {
    newest = (newest + 1) & (MOST - 1);
    release(newest);
    byte[] bytes = frame.webSocket();
    ByteBuf buffer =
        ByteBufAllocator.DEFAULT.directBuffer(bytes.length, bytes.length).writeBytes(bytes);
    frames[newest] = frame;
    buffers[newest] = buffer;
    return buffer;
  }

  /** Nothing is kept for what may be said next. */
  void release() {
    for (int place = 0; place < MOST; place++) {
      release(place);
    }
  }

  private void release(int place) {
    ByteBuf buffer = buffers[place];
    if (buffer != null) {
      buffer.release();
      buffers[place] = null;
      frames[place] = null;
    }
  }
}
