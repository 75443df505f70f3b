package chat.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a room. */
public record RoomId(@JsonValue UUID value) {
  /** The one room that all may use: everybody is a member of it who is not banned. */
  public static final RoomId GLOBAL = of("00000000-0000-7000-8000-000000000001");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RoomId {}

  /**
   * Reads an id as it stands in a path or a token; a malformed one is an {@link
   * IllegalArgumentException}.
   */
  public static RoomId of(String text) {
    return new RoomId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
