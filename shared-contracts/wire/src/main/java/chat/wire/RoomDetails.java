package chat.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a room is, without who is in it.
 *
 * @param historyVisible false when a newcomer sees only what is written after joining
 * @param postingRole the least role that may write; absent means every member
 * @param slowModeSeconds how long a plain member waits between two messages
 * @param retentionDays after how many days messages are forgotten
 * @param maxMembers how many members fit in
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoomDetails(
    RoomKind kind,
    String name,
    @Nullable String topic,
    @Nullable String description,
    @Nullable String avatar,
    @Nullable Boolean historyVisible,
    @Nullable Role postingRole,
    @Nullable Integer slowModeSeconds,
    @Nullable Integer retentionDays,
    @Nullable Integer maxMembers) {

  /** A room in which nothing out of the ordinary is settled. */
  public RoomDetails(RoomKind kind, String name, @Nullable String topic) {
    this(kind, name, topic, null, null, null, null, null, null, null);
  }
}
