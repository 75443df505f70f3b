package chat.messages.engine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * One packet on its way out, encoded once however many sockets it goes to: the bytes of a whole
 * WebSocket frame, of which polling takes the payload.
 */
public final class Frame {
  static final Frame CLOSE = text("1");
  static final Frame PING = text("2");
  static final Frame NOOP = text("6");
  static final Frame PROBED = text("3probe");

  private static final int FINAL_TEXT = 0x81;
  private static final int FINAL_BINARY = 0x82;
  private static final int DEFLATED = 0x40;
  private static final int LENGTH_IN_16_BITS = 126;
  private static final int LENGTH_IN_64_BITS = 127;
  private static final int LONGEST_HEADER = 10;

  private final byte[] bytes;
  private final int payload;
  private final boolean binary;
  private volatile @Nullable Frame deflated;

  private Frame(int firstByte, byte[] content) {
    ByteBuffer frame = ByteBuffer.allocate(LONGEST_HEADER + content.length).put((byte) firstByte);
    if (content.length < LENGTH_IN_16_BITS) {
      frame.put((byte) content.length);
    } else if (content.length <= 0xffff) {
      frame.put((byte) LENGTH_IN_16_BITS).putShort((short) content.length);
    } else {
      frame.put((byte) LENGTH_IN_64_BITS).putLong(content.length);
    }
    payload = frame.position();
    bytes = new byte[payload + content.length];
    frame.put(content).flip().get(bytes);
    binary = (firstByte & FINAL_BINARY) == FINAL_BINARY;
  }

  /** A message of the session's user. */
  public static Frame message(String text) {
    return text("4" + text);
  }

  public static Frame message(byte[] content) {
    return new Frame(FINAL_BINARY, content);
  }

  static Frame text(String packet) {
    return new Frame(FINAL_TEXT, packet.getBytes(StandardCharsets.UTF_8));
  }

  /** What goes over a WebSocket, header and all; it is shared, so nobody writes to it. */
  public byte[] webSocket() {
    return bytes;
  }

  /** The same for those who take permessage-deflate, made once; itself when that saves nothing. */
  public Frame deflated(Deflate deflate) {
    Frame known = deflated;
    if (known == null) {
      known = smaller(deflate);
      deflated = known;
    }
    return known;
  }

  private Frame smaller(Deflate deflate) {
    if (!deflate.isWorthWhile(bytes.length - payload)) {
      return this;
    }
    Frame other = new Frame(bytes[0] | DEFLATED, deflate.deflate(bytes, payload));
    return other.size() < size() ? other : this;
  }

  /** What it counts for in a session's backlog. */
  public int size() {
    return bytes.length;
  }

  void poll(ByteArrayOutputStream body) {
    if (binary) {
      body.write('b');
      ByteBuffer content = ByteBuffer.wrap(bytes, payload, bytes.length - payload);
      body.writeBytes(Base64.getEncoder().encode(content).array());
    } else {
      body.write(bytes, payload, bytes.length - payload);
    }
  }
}
