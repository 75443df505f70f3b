package chat.rooms.open;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many members fit into a room.
 *
 * @param room the most that a room may allow
 * @param group the most for a conversation of a group
 */
@Validated
@ConfigurationProperties("chat.rooms.size")
public record SizeSettings(
    @DefaultValue("10000") @Min(2) int room, @DefaultValue("50") @Min(2) int group) {
  public int most(chat.wire.RoomKind kind) {
    return switch (kind) {
      case GROUP -> group;
      case DIRECT -> 2;
      case PUBLIC, PRIVATE, GLOBAL, AD_HOC, UNKNOWN -> room;
    };
  }
}
