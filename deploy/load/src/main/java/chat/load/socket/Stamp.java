package chat.load.socket;

import io.netty.buffer.ByteBuf;

/** When a message should have been sent, written into it where a client finds it in no time. */
public final class Stamp {
  private static final byte MARK = '@';
  private static final int DIGITS = 16;

  private Stamp() {}

  /**
   * @param length of the whole text; there is room for the stamp at least
   */
  public static String text(long nanos, int length) {
    return "@%016x".formatted(nanos) + "x".repeat(Math.max(0, length - DIGITS - 1));
  }

  /** The stamp in these bytes, or -1 when there is none. */
  static long find(ByteBuf bytes, int from, int to) {
    int mark = bytes.indexOf(from, to, MARK);
    if (mark < 0 || mark + DIGITS >= to) {
      return -1;
    }
    long nanos = 0;
    for (int i = mark + 1; i <= mark + DIGITS; i++) {
      nanos = nanos << 4 | Character.digit(bytes.getByte(i), 16);
    }
    return nanos;
  }
}
