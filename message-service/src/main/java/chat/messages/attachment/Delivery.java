package chat.messages.attachment;

import chat.wire.Attachment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.ResponseEntity.BodyBuilder;

/**
 * With which words a file is handed to a browser: shown only when it is a picture, a film or a
 * sound, and never as anything that could run.
 */
final class Delivery {
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

  private Delivery() {}

  static BodyBuilder of(Attachment file) {
    ContentDisposition disposition =
        (SHOWN.contains(file.mediaType())
                ? ContentDisposition.inline()
                : ContentDisposition.attachment())
            .filename(file.name(), StandardCharsets.UTF_8)
            .build();
    return guarded(file.mediaType())
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString());
  }

  static BodyBuilder thumbnail() {
    return guarded("image/png").header(HttpHeaders.CONTENT_DISPOSITION, "inline");
  }

  private static BodyBuilder guarded(String type) {
    return ResponseEntity.ok()
        .contentType(
            type.equals(FileType.TEXT)
                ? new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8)
                : MediaType.parseMediaType(type))
        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePrivate())
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header("Cross-Origin-Resource-Policy", "same-site");
  }
}
