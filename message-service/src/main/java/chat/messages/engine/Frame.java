package chat.messages.engine;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;
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
    this(firstByte, content, content.length);
  }

  private Frame(int firstByte, byte[] content, int length) {
    ByteBuffer header = header(firstByte, length);
    payload = header.remaining();
    bytes = new byte[payload + length];
    header.get(bytes, 0, payload);
    System.arraycopy(content, 0, bytes, payload, length);
    binary = (firstByte & FINAL_BINARY) == FINAL_BINARY;
  }

  private static ByteBuffer header(int firstByte, int length) {
    ByteBuffer header = ByteBuffer.allocate(LONGEST_HEADER).put((byte) firstByte);
    if (length < LENGTH_IN_16_BITS) {
      header.put((byte) length);
    } else if (length <= 0xffff) {
      header.put((byte) LENGTH_IN_16_BITS).putShort((short) length);
    } else {
      header.put((byte) LENGTH_IN_64_BITS).putLong(length);
    }
    return header.flip();
  }

  /** A message of the session's user. */
  public static Frame message(String text) {
    return text("4" + text);
  }

  /**
   * A message of the session's user: a history of fifty messages is 20 KB, and would otherwise be
   * copied from one text into the next.
   *
   * @param rest writes what follows the beginning, in UTF-8
   */
  public static Frame message(String begin, Consumer<OutputStream> rest) {
    Content content = new Content();
    content.writeBytes(("4" + begin).getBytes(StandardCharsets.UTF_8));
    rest.accept(content);
    return content.frame();
  }

  public static Frame message(byte[] content) {
    return new Frame(FINAL_BINARY, content);
  }

  static Frame text(String packet) {
    return new Frame(FINAL_TEXT, packet.getBytes(StandardCharsets.UTF_8));
  }

  /** Copied once, into its frame. */
  private static final class Content extends ByteArrayOutputStream {
    private static final int USUAL_SIZE = 512;

    Content() {
      super(USUAL_SIZE);
    }

    Frame frame() {
      return new Frame(FINAL_TEXT, buf, count);
    }
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
