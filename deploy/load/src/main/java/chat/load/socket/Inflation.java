package chat.load.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads messages that the server has deflated; one after the other, without a memory. */
final class Inflation {
  /** What every deflated message ends with, and none is sent with. */
  private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

  private static final int LONGEST = 65_536;

  private final Inflater inflater = new Inflater(true);
  private final byte[] message = new byte[LONGEST];

  /** To be read before the next one. */
  ByteBuf inflate(ByteBuf bytes, int from, int to) {
    byte[] deflated = new byte[to - from + TAIL.length];
    bytes.getBytes(from, deflated, 0, to - from);
    System.arraycopy(TAIL, 0, deflated, to - from, TAIL.length);
    inflater.reset();
    inflater.setInput(deflated);
    try {
      return Unpooled.wrappedBuffer(message, 0, inflater.inflate(message));
    } catch (DataFormatException e) {
      throw new IllegalStateException("The server deflates what cannot be inflated", e);
    }
  }
}
