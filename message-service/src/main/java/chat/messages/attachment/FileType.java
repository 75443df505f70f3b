package chat.messages.attachment;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a file is, by its first bytes; whatever could be a page or a drawing is plain text. */
final class FileType {
  static final int LOOKED_AT = 512;
  static final String UNKNOWN = "application/octet-stream";
  static final String TEXT = "text/plain";

  private static final List<Mark> MARKS =
      List.of(
          mark("image/png", 0, "89504e470d0a1a0a"),
          mark("image/jpeg", 0, "ffd8ff"),
          mark("image/gif", 0, "474946383761"),
          mark("image/gif", 0, "474946383961"),
          mark("image/webp", 0, "52494646").and(8, "57454250"),
          mark("image/bmp", 0, "424d").and(6, "00000000"),
          mark("image/avif", 4, "6674797061766966"),
          mark("image/heic", 4, "6674797068656963"),
          mark("application/pdf", 0, "255044462d"),
          mark("application/zip", 0, "504b0304"),
          mark("application/zip", 0, "504b0506"),
          mark("application/gzip", 0, "1f8b08"),
          mark("application/x-7z-compressed", 0, "377abcaf271c"),
          mark("application/vnd.rar", 0, "526172211a07"),
          mark("video/quicktime", 4, "6674797071742020"),
          mark("audio/mp4", 4, "667479704d344120"),
          mark("video/mp4", 4, "66747970"),
          mark("video/webm", 0, "1a45dfa3"),
          mark("audio/ogg", 0, "4f676753"),
          mark("audio/flac", 0, "664c6143"),
          mark("audio/wav", 0, "52494646").and(8, "57415645"),
          mark("audio/mpeg", 0, "494433"),
          mark("audio/mpeg", 0, "fffb"),
          mark("audio/mpeg", 0, "fff3"),
          mark("audio/mpeg", 0, "fff2"));

  private FileType() {}

  /**
   * @param whole whether the beginning is all there is
   */
  static String of(byte[] beginning, boolean whole) {
    return MARKS.stream()
        .filter(mark -> mark.fits(beginning))
        .map(Mark::type)
        .findFirst()
        .orElseGet(() -> isText(beginning, whole) ? TEXT : UNKNOWN);
  }

  /**
   * What somebody said that the content is and it is not; empty when they said nothing that can be
   * checked.
   */
  static Optional<String> lie(@Nullable String claimed, String found) {
    return Optional.ofNullable(claimed)
        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .map(type -> type.equals("image/jpg") ? "image/jpeg" : type)
        .filter(type -> !type.equals(found))
        .filter(type -> MARKS.stream().anyMatch(mark -> mark.type().equals(type)));
  }

  /** UTF-8 without control characters; a character may be cut at the end of what is looked at. */
  private static boolean isText(byte[] beginning, boolean whole) {
    CharBuffer text = CharBuffer.allocate(beginning.length);
    CoderResult read =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(beginning), text, whole);
    return beginning.length > 0
        && !read.isError()
        && text.flip()
            .chars()
            .allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f');
  }

  private static Mark mark(String type, int at, String hex) {
    return new Mark(type, List.of(new Piece(at, HexFormat.of().parseHex(hex))));
  }

  private record Mark(String type, List<Piece> pieces) {
    Mark and(int at, String hex) {
      return new Mark(
          type, List.of(pieces.getFirst(), new Piece(at, HexFormat.of().parseHex(hex))));
    }

    boolean fits(byte[] beginning) {
      return pieces.stream().allMatch(piece -> piece.fits(beginning));
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // compared with nothing but bytes
  private record Piece(int at, byte[] bytes) {
    boolean fits(byte[] beginning) {
      return beginning.length >= at + bytes.length
          && Arrays.equals(beginning, at, at + bytes.length, bytes, 0, bytes.length);
    }
  }
}
