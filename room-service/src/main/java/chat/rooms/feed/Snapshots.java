package chat.rooms.feed;

import chat.rooms.room.Room;
import chat.rooms.room.Rooms;
import chat.rooms.room.Sql;
import chat.wire.Role;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import chat.wire.internal.Membership;
import chat.wire.internal.RoomFeed;
import chat.wire.internal.RoomSnapshot;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Rooms and members as they are at one version. Each answer is one statement, so that what it says
 * and the version it names belong together.
 */
@Repository
class Snapshots {
  /** A page ends early when its rooms have this many members together. */
  private static final int MEMBERS_A_PAGE = 10_000;

  private final DatabaseClient database;

  Snapshots(DatabaseClient database) {
    this.database = database;
  }

  private record Row(Room room, RoomSnapshot.@Nullable Member member) {}

  /** A page of all rooms, deleted ones too, by id. */
  Mono<RoomFeed> feed(@Nullable RoomId after, int limit) {
    return database
        .sql(
            """
            with page as (
              select *, sum(members) over (order by id) - members as before from (
                select * from room where :after is null or id > :after order by id limit :limit) r)
            select page.*, m.role, m.joined_at, m.muted_until,
              p.id as person, p.name as person_name, p.kind as person_kind
            from page left join member m on m.room = page.id left join person p on p.id = m.person
            where page.before < :members or page.before = 0
            order by page.id, p.id
            """)
        .bind("after", Sql.nullable(after == null ? null : after.value(), UUID.class))
        .bind("limit", limit)
        .bind("members", MEMBERS_A_PAGE)
        .map(row -> new Row(Rooms.room(row), member(row)))
        .all()
        .bufferUntilChanged(row -> row.room().id())
        .map(Snapshots::snapshot)
        .collectList()
        .map(rooms -> new RoomFeed(rooms, rooms.isEmpty() ? null : rooms.getLast().room()));
  }

  /** What one user is in one room. */
  Mono<Membership> membership(RoomId room, UserId user) {
    return database
        .sql(
            """
            select r.*, m.role, m.joined_at, m.muted_until,
              p.id as person, p.name as person_name, p.kind as person_kind,
              b.room is not null as banned
            from room r left join person p on p.id = :person
            left join member m on m.room = r.id and m.person = p.id
            left join ban b on b.room = r.id and b.person = p.id
              and (b.until is null or b.until > now())
            where r.id = :room and r.deleted_at is null
            """)
        .bind("room", room.value())
        .bind("person", user.value())
        .map(row -> membership(row, user))
        .one();
  }

  private static Membership membership(Readable row, UserId user) {
    Room room = Rooms.room(row);
    return new Membership(
        room.id(),
        room.version(),
        room.details(),
        room.archived(),
        row.get("person") == null ? new UserRef(user, "", UserKind.UNKNOWN) : person(row),
        role(row, room),
        row.get("muted_until", Instant.class),
        row.get("joined_at", Instant.class));
  }

  /** In the global room everybody is a member who is not banned from it. */
  private static @Nullable Role role(Readable row, Room room) {
    String role = row.get("role", String.class);
    if (role != null) {
      return Role.valueOf(role);
    }
    return room.kind() == RoomKind.GLOBAL && !Sql.get(row, "banned", Boolean.class)
        ? Role.MEMBER
        : null;
  }

  private static RoomSnapshot snapshot(List<Row> rows) {
    Room room = rows.getFirst().room();
    return new RoomSnapshot(
        room.id(),
        room.version(),
        room.details(),
        room.archived(),
        room.deleted(),
        rows.stream().map(Row::member).filter(Objects::nonNull).toList());
  }

  private static RoomSnapshot.@Nullable Member member(Readable row) {
    String role = row.get("role", String.class);
    return role == null
        ? null
        : new RoomSnapshot.Member(
            person(row),
            Role.valueOf(role),
            row.get("muted_until", Instant.class),
            Sql.get(row, "joined_at", Instant.class));
  }

  private static UserRef person(Readable row) {
    return new UserRef(
        new UserId(Sql.get(row, "person", UUID.class)),
        Sql.get(row, "person_name", String.class),
        UserKind.valueOf(Sql.get(row, "person_kind", String.class)));
  }
}
