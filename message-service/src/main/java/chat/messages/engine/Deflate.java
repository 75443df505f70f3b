package chat.messages.engine;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Makes payloads smaller as permessage-deflate (RFC 7692) has it. Each is deflated for itself, so
 * it is the same for everybody and is done once. Not for several threads.
 */
public final class Deflate {
  /** What every deflated payload ends with, and none is sent with. */
  private static final int TAIL = 4;

  private static final int PIECE = 8_192;

  private final int smallest;
  private @Nullable Deflater deflater;

  /**
   * @param smallest how many bytes make it worth while
   */
  public Deflate(int smallest) {
    this.smallest = smallest;
  }

  boolean isWorthWhile(int length) {
    return length >= smallest;
  }

  byte[] deflate(byte[] bytes, int from) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    byte[] piece = new byte[PIECE];
    if (deflater == null) {
      deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    }
    deflater.setInput(bytes, from, bytes.length - from);
    int length;
    do {
      length = deflater.deflate(piece, 0, PIECE, Deflater.SYNC_FLUSH);
      out.write(piece, 0, length);
    } while (length == PIECE);
    deflater.reset();
    return Arrays.copyOf(out.toByteArray(), out.size() - TAIL);
  }
}
