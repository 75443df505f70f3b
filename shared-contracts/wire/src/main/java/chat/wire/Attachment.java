package chat.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that came with a message; the link to it is made for each reader and is not stored here.
 *
 * @param mediaType what the content was found to be, whatever its sender called it
 * @param sha256 of the content, in hexadecimal digits
 * @param picture present when the file is an image of which there is a thumbnail
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Attachment(
    UUID id,
    String name,
    String mediaType,
    long bytes,
    @Nullable String sha256,
    @Nullable Picture picture) {

  /** How large an image is, in pixels. */
  public record Picture(int width, int height) {}
}
