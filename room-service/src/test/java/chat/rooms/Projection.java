package chat.rooms;

import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.event.RoomEvent;
import chat.wire.internal.RoomSnapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What another service keeps of the rooms: fed by events, rebuilt from snapshots. */
class Projection {
  private final Map<RoomId, Kept> rooms = new HashMap<>();

  /** A room as it is kept. */
  record Kept(
      long version,
      RoomDetails details,
      boolean archived,
      boolean deleted,
      Map<UserId, Member> members) {}

  /** A member as it is kept. */
  record Member(Role role, @Nullable Instant mutedUntil) {}

  Map<RoomId, Kept> rooms() {
    return rooms;
  }

  /** Takes a snapshot over unless a later version is known. */
  void take(RoomSnapshot snapshot) {
    Kept known = rooms.get(snapshot.room());
    if (known != null && known.version() >= snapshot.version()) {
      return;
    }
    Map<UserId, Member> members = new HashMap<>();
    snapshot
        .members()
        .forEach(m -> members.put(m.user().id(), new Member(m.role(), m.mutedUntil())));
    rooms.put(
        snapshot.room(),
        new Kept(
            snapshot.version(),
            snapshot.details(),
            snapshot.archived(),
            snapshot.deleted(),
            members));
  }

  /** Applies an event that is new; of a gap it must not know anything. */
  void apply(RoomEvent event) {
    Kept known = rooms.get(event.room());
    long version = known == null ? 0 : known.version();
    if (event.version() <= version) {
      return;
    }
    if (event.version() != version + 1) {
      throw new AssertionError("After version " + version + " came " + event);
    }
    rooms.put(event.room(), applied(known, event));
  }

  private static Kept applied(@Nullable Kept known, RoomEvent event) {
    if (event instanceof RoomEvent.Created e) {
      return new Kept(1, e.details(), false, false, Map.of());
    }
    if (known == null) {
      throw new AssertionError("Nothing was known before " + event);
    }
    Map<UserId, Member> members = new HashMap<>(known.members());
    RoomDetails details = known.details();
    boolean archived = known.archived();
    boolean deleted = false;
    switch (event) {
      case RoomEvent.Created e -> throw new AssertionError("created twice: " + e);
      case RoomEvent.Updated e -> {
        details = e.details();
        archived = false;
      }
      case RoomEvent.Archived e -> archived = true;
      case RoomEvent.Deleted e -> {
        deleted = true;
        members.clear();
      }
      case RoomEvent.MemberJoined e -> members.put(e.member().id(), new Member(e.role(), null));
      case RoomEvent.MemberLeft e -> members.remove(e.member().id());
      case RoomEvent.MemberRemoved e -> members.remove(e.member().id());
      case RoomEvent.MemberBanned e -> members.remove(e.member().id());
      case RoomEvent.MemberRoleChanged e ->
          members.computeIfPresent(
              e.member().id(), (id, m) -> new Member(e.role(), m.mutedUntil()));
      case RoomEvent.MemberMuted e ->
          members.computeIfPresent(e.member().id(), (id, m) -> new Member(m.role(), e.until()));
      case RoomEvent.Invited e -> {}
      case RoomEvent.Reported e -> {}
    }
    return new Kept(event.version(), details, archived, deleted, members);
  }
}
