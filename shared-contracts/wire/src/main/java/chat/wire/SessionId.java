package chat.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one login, which can be revoked. */
public record SessionId(@JsonValue UUID value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SessionId {}

  /**
   * Reads an id as it stands in a path or a token; a malformed one is an {@link
   * IllegalArgumentException}.
   */
  public static SessionId of(String text) {
    return new SessionId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
