package chat.messages.s3;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.LongStream;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.web.reactive.function.BodyInserter;
import reactor.core.publisher.Mono;

/** A stretch of a file on our disk, which is sent without being read into memory. */
record Piece(Path file, long from, long count) {
  private static final int BUFFER = 1 << 16;

  /** All but the last are of that size. */
  static List<Piece> of(Path file, long bytes, long size) {
    return LongStream.iterate(0, from -> from < bytes, from -> from + size)
        .mapToObj(from -> new Piece(file, from, Math.min(size, bytes - from)))
        .toList();
  }

  /** Reads it, so not on an event loop. */
  String sha256() throws IOException {
    MessageDigest digest = Signature.sha256();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    try (FileChannel channel = FileChannel.open(file)) {
      for (long at = from; at < from + count; at += buffer.limit()) {
        buffer.clear().limit((int) Math.min(BUFFER, from + count - at));
        if (channel.read(buffer, at) < buffer.limit()) {
          throw new EOFException(file + " has become shorter");
        }
        digest.update(buffer.flip());
      }
    }
    return Signature.hex(digest.digest());
  }

  BodyInserter<Piece, ClientHttpRequest> body() {
    return (request, context) -> {
      request.getHeaders().setContentLength(count);
      return request instanceof ZeroCopyHttpOutputMessage direct
          ? direct.writeWith(file, from, count)
          : Mono.error(new IllegalStateException("this client cannot send files"));
    };
  }
}
