package chat.messages.attachment;

import chat.wire.Attachment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/**
 * With which words a file is handed to a browser: shown only when it is a picture, a film or a
 * sound, and never as anything that could run.
 *
 * @param bytes of the whole; unknown of a thumbnail, which is never asked for in parts
 */
record Delivery(
    UUID id,
    Links.Part part,
    String type,
    ContentDisposition disposition,
    long bytes,
    @Nullable HttpRange range) {
  private static final Set<String> SHOWN =
      Set.of(
          "image/png",
          "image/jpeg",
          "image/gif",
          "image/webp",
          "video/mp4",
          "video/webm",
          "audio/mpeg",
          "audio/ogg",
          "audio/wav",
          "audio/flac",
          "audio/mp4");

  static Delivery of(Attachment file, HttpHeaders asked) {
    ContentDisposition disposition =
        (SHOWN.contains(file.mediaType())
                ? ContentDisposition.inline()
                : ContentDisposition.attachment())
            .filename(file.name(), StandardCharsets.UTF_8)
            .build();
    return new Delivery(
        file.id(), Links.Part.FILE, file.mediaType(), disposition, file.bytes(), range(asked));
  }

  static Delivery thumbnail(UUID id) {
    return new Delivery(
        id, Links.Part.THUMBNAIL, "image/png", ContentDisposition.inline().build(), 0, null);
  }

  /** Who asks for several stretches at once, or for nonsense, gets the whole. */
  private static @Nullable HttpRange range(HttpHeaders asked) {
    try {
      List<HttpRange> ranges = asked.getRange();
      return ranges.size() == 1 ? ranges.getFirst() : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  Mono<Void> answer(FileStore files, ServerHttpResponse response) {
    if (range != null && range.getRangeStart(bytes) > range.getRangeEnd(bytes)) {
      response.setStatusCode(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE);
      response.getHeaders().set(HttpHeaders.CONTENT_RANGE, "bytes */" + bytes);
      return response.setComplete();
    }
    return files
        .open(id, part, range)
        .flatMap(
            content -> {
              // only now: a refusal has words of its own
              describe(content, response);
              return content.writeTo(response);
            });
  }

  private void describe(FileStore.Content content, ServerHttpResponse response) {
    HttpHeaders headers = response.getHeaders();
    headers.setContentType(
        type.equals(FileType.TEXT)
            ? new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8)
            : MediaType.parseMediaType(type));
    headers.setContentDisposition(disposition);
    headers.setContentLength(content.bytes());
    headers.setCacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePrivate());
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Content-Security-Policy", "sandbox; default-src 'none'");
    headers.set("Cross-Origin-Resource-Policy", "same-site");
    if (part == Links.Part.FILE) {
      headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
    }
    if (range != null) {
      response.setStatusCode(HttpStatus.PARTIAL_CONTENT);
      headers.set(
          HttpHeaders.CONTENT_RANGE,
          "bytes %d-%d/%d".formatted(range.getRangeStart(bytes), range.getRangeEnd(bytes), bytes));
    }
  }
}
