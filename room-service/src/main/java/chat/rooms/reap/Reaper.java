package chat.rooms.reap;

import chat.rooms.room.Room;
import chat.rooms.room.RoomChanges;
import chat.rooms.room.Sql;
import chat.wire.RoomId;
import chat.wire.UserRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Closes ad-hoc rooms that are empty. Every instance looks for itself; the room's lock decides, so
 * a room is closed once and never under somebody who has just come in.
 */
@Component
class Reaper {
  /** How many rooms are closed in one go; the next sweep takes the rest. */
  private static final int MOST = 500;

  private final DatabaseClient database;
  private final RoomChanges changes;
  private final AdHocSettings settings;

  Reaper(DatabaseClient database, RoomChanges changes, AdHocSettings settings) {
    this.database = database;
    this.changes = changes;
    this.settings = settings;
  }

  @Scheduled(fixedDelayString = "${chat.rooms.ad-hoc.sweep:1m}")
  Mono<Void> sweep() {
    return close(settings.emptyFor(), null).then();
  }

  /** Closes the rooms that have been empty for so long. */
  Mono<List<RoomId>> close(Duration idle, @Nullable UserRef by) {
    return candidates(idle).concatMap(room -> close(room, idle, by)).collectList();
  }

  private Flux<RoomId> candidates(Duration idle) {
    return database
        .sql(
            """
            select id from room where kind = 'AD_HOC' and members = 0 and deleted_at is null
              and active_at <= now() - :idle * interval '1 millisecond'
            order by active_at limit :most
            """)
        .bind("idle", idle.toMillis())
        .bind("most", MOST)
        .map(row -> new RoomId(Sql.get(row, "id", UUID.class)))
        .all();
  }

  private Mono<RoomId> close(RoomId id, Duration idle, @Nullable UserRef by) {
    return changes.ifOpen(
        id, room -> isUnused(room.room(), idle) ? room.close(by).thenReturn(id) : Mono.empty());
  }

  private static boolean isUnused(Room room, Duration idle) {
    return room.members() == 0
        && (idle.isZero() || room.activeAt().isBefore(Instant.now().minus(idle)));
  }
}
