package chat.messages.attachment;

import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.util.unit.DataSize;

/** A file that is being written: counted, hashed and looked at while it passes. */
final class Incoming implements AutoCloseable {
  private final FileChannel file;
  private final DataSize most;
  private final MessageDigest sha256;
  private final byte[] beginning = new byte[FileType.LOOKED_AT];
  private long bytes;

  private Incoming(FileChannel file, DataSize most) throws NoSuchAlgorithmException {
    this.file = file;
    this.most = most;
    this.sha256 = MessageDigest.getInstance("SHA-256");
  }

  static Incoming to(Path path, DataSize most) throws IOException, NoSuchAlgorithmException {
    Files.createDirectories(path.getParent());
    return new Incoming(
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), most);
  }

  /** Takes the buffer over, releases it whatever happens, and says how much has come. */
  long write(DataBuffer buffer) {
    try (DataBuffer.ByteBufferIterator parts = buffer.readableByteBuffers()) {
      while (parts.hasNext()) {
        write(parts.next());
      }
      return bytes;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } finally {
      DataBufferUtils.release(buffer);
    }
  }

  private void write(ByteBuffer part) throws IOException {
    if (bytes + part.remaining() > most.toBytes()) {
      throw tooLarge(most);
    }
    int looked = (int) Math.min(beginning.length, bytes);
    int more = Math.min(beginning.length - looked, part.remaining());
    part.duplicate().get(beginning, looked, more);
    sha256.update(part.duplicate());
    bytes += part.remaining();
    while (part.hasRemaining()) {
      file.write(part);
    }
  }

  static Problem tooLarge(DataSize most) {
    return Problem.of(
            ProblemType.PAYLOAD_TOO_LARGE,
            "A file may have %d bytes at most.".formatted(most.toBytes()))
        .with("most", most.toBytes());
  }

  Arrived arrived() {
    int looked = (int) Math.min(beginning.length, bytes);
    return new Arrived(
        bytes,
        HexFormat.of().formatHex(sha256.digest()),
        FileType.of(Arrays.copyOf(beginning, looked), bytes <= looked));
  }

  /** A file that is whole. */
  record Arrived(long bytes, String sha256, String type) {}

  @Override
  public void close() throws IOException {
    file.close();
  }
}
