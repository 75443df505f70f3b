package chat.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one entry of somebody's inbox. */
public record NotificationId(@JsonValue UUID value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public NotificationId {}

  /**
   * Reads an id as it stands in a path or a token; a malformed one is an {@link
   * IllegalArgumentException}.
   */
  public static NotificationId of(String text) {
    return new NotificationId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
