package chat.rooms.enter;

import chat.rooms.room.People;
import chat.rooms.room.Sql;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserId;
import chat.wire.UserRef;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who has been asked into which room and has not answered yet. */
@Repository
class Invitations {
  private static final int MOST = 200;

  private final DatabaseClient database;

  Invitations(DatabaseClient database) {
    this.database = database;
  }

  /** An invitation as the invited sees it. */
  record Received(RoomId room, RoomKind kind, String name, UserRef by, Instant at) {}

  /** An invitation as the room sees it. */
  record Sent(UserRef user, Instant at) {}

  Mono<Boolean> insert(RoomId room, UserId user, UserId by) {
    return database
        .sql(
            """
            insert into invitation (room, person, by, at) values (:room, :person, :by, now())
            on conflict do nothing
            """)
        .bind("room", room.value())
        .bind("person", user.value())
        .bind("by", by.value())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  /** Ends an invitation; false when there was none. */
  Mono<Boolean> delete(RoomId room, UserId user) {
    return database
        .sql("delete from invitation where room = :room and person = :person")
        .bind("room", room.value())
        .bind("person", user.value())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  Mono<Boolean> exists(RoomId room, UserId user) {
    return database
        .sql(
            """
            select exists (
              select from invitation where room = :room and person = :person) as invited
            """)
        .bind("room", room.value())
        .bind("person", user.value())
        .map(row -> Sql.get(row, "invited", Boolean.class))
        .one();
  }

  Flux<Received> received(UserId user) {
    return database
        .sql(
            """
            select r.id as room, r.kind as room_kind, r.name as room_name, i.at,
              p.id as person, p.name, p.kind
            from invitation i join room r on r.id = i.room join person p on p.id = i.by
            where i.person = :person order by i.at desc, r.id limit :limit
            """)
        .bind("person", user.value())
        .bind("limit", MOST)
        .map(Invitations::toReceived)
        .all();
  }

  Flux<Sent> sent(RoomId room) {
    return database
        .sql(
            """
            select p.id as person, p.name, p.kind, i.at
            from invitation i join person p on p.id = i.person
            where i.room = :room order by i.at desc, p.id limit :limit
            """)
        .bind("room", room.value())
        .bind("limit", MOST)
        .map(row -> new Sent(People.ref(row), Sql.get(row, "at", Instant.class)))
        .all();
  }

  private static Received toReceived(Readable row) {
    return new Received(
        new RoomId(Sql.get(row, "room", UUID.class)),
        RoomKind.valueOf(Sql.get(row, "room_kind", String.class)),
        Sql.get(row, "room_name", String.class),
        People.ref(row),
        Sql.get(row, "at", Instant.class));
  }
}
