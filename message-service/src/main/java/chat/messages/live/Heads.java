package chat.messages.live;

import chat.wire.RoomId;
import chat.wire.frame.Position;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How far the rooms' streams go. */
@Component
class Heads {
  private final DatabaseClient database;

  Heads(DatabaseClient database) {
    this.database = database;
  }

  /** A room in which nothing has happened yet is not in the answer. */
  Mono<Map<RoomId, Long>> of(Collection<RoomId> rooms) {
    return database
        .sql("select room, head from heads where room = any(:rooms)")
        .bind("rooms", rooms.stream().map(RoomId::value).toArray(UUID[]::new))
        .map(row -> new Position(room(row), head(row)))
        .all()
        .collectMap(Position::room, Position::seq);
  }

  Mono<Long> of(RoomId room) {
    return of(List.of(room)).map(heads -> heads.getOrDefault(room, 0L));
  }

  private static RoomId room(Readable row) {
    return new RoomId(Objects.requireNonNull(row.get("room", UUID.class)));
  }

  private static long head(Readable row) {
    return Objects.requireNonNull(row.get("head", Long.class));
  }
}
