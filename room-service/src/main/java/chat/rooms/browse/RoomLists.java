package chat.rooms.browse;

import chat.rooms.room.Room;
import chat.rooms.room.Rooms;
import chat.rooms.room.Sql;
import chat.wire.RoomId;
import chat.wire.UserId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Lists of rooms, each in an order that does not change while somebody pages through it. */
@Repository
class RoomLists {
  private final DatabaseClient database;

  RoomLists(DatabaseClient database) {
    this.database = database;
  }

  /** The rooms that are listed for everybody, by name. */
  Flux<Room> directory(@Nullable String search, @Nullable RoomId after, int limit) {
    return database
        .sql(
            """
            select * from room
            where kind in ('PUBLIC', 'GLOBAL') and deleted_at is null and archived_at is null
              and (name ilike :search or topic ilike :search)
              and (:after is null or (lower(name), id) > (
                select lower(name), id from room where id = :after))
            order by lower(name), id limit :limit
            """)
        .bind("search", Sql.containing(search))
        .bind("after", Sql.nullable(after == null ? null : after.value(), UUID.class))
        .bind("limit", limit)
        .map(Rooms::room)
        .all();
  }

  /** The rooms somebody is in, and the one that everybody is in, oldest first. */
  Flux<Room> of(UserId user, @Nullable RoomId after, int limit) {
    return database
        .sql(
            """
            select r.* from room r
            where r.deleted_at is null and (:after is null or r.id > :after)
              and (r.id in (select room from member where person = :person)
                or (r.kind = 'GLOBAL' and not exists (
                  select from ban b where b.room = r.id and b.person = :person
                    and (b.until is null or b.until > now()))))
            order by r.id limit :limit
            """)
        .bind("person", user.value())
        .bind("after", Sql.nullable(after == null ? null : after.value(), UUID.class))
        .bind("limit", limit)
        .map(Rooms::room)
        .all();
  }

  /** The rooms that somebody can see, the most lately active first. */
  Flux<Room> active(UserId user, int limit) {
    return database
        .sql(
            """
            select r.* from room r
            where r.deleted_at is null and r.archived_at is null
              and (r.kind in ('PUBLIC', 'GLOBAL')
                or r.id in (select room from member where person = :person))
            order by r.active_at desc, r.id limit :limit
            """)
        .bind("person", user.value())
        .bind("limit", limit)
        .map(Rooms::room)
        .all();
  }

  /** All rooms of the platform, the most lately active first. */
  Flux<Room> active(int limit) {
    return database
        .sql("select * from room where deleted_at is null order by active_at desc, id limit :limit")
        .bind("limit", limit)
        .map(Rooms::room)
        .all();
  }
}
