package chat.rooms.room;

import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import java.time.Instant;

/**
 * A room as it is at one version.
 *
 * @param detailsVersion the version that last changed the details
 * @param members how many are in it
 * @param activeAt when it last changed or was last opened by its code
 */
public record Room(
    RoomId id,
    long version,
    long detailsVersion,
    RoomDetails details,
    int members,
    Instant createdAt,
    Instant activeAt,
    boolean archived,
    boolean deleted) {

  public RoomKind kind() {
    return details.kind();
  }
}
