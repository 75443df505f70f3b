package chat.notifications.room;

import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.UserId;
import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The projection's tables. Every write names the room's version, and an older one changes nothing.
 */
@Component
public class Members {
  private final DatabaseClient database;

  Members(DatabaseClient database) {
    this.database = database;
  }

  /** Everybody in the room. */
  public Flux<UserId> of(RoomId room) {
    return database
        .sql(
            """
            select member from members left join rooms using (room)
            where room = :room and present and deleted is not true
            order by member
            """)
        .bind("room", room.value())
        .mapValue(UUID.class)
        .all()
        .map(UserId::new);
  }

  /** Those of the named who are in the room. */
  public Flux<UserId> among(RoomId room, Collection<UserId> users) {
    return database
        .sql(
            """
            select member from members left join rooms using (room)
            where room = :room and present and deleted is not true and member = any (:users)
            order by member
            """)
        .bind("room", room.value())
        .bind("users", users.stream().map(UserId::value).toArray(UUID[]::new))
        .mapValue(UUID.class)
        .all()
        .map(UserId::new);
  }

  /** Those of the named of whom nobody has said that they had to leave. */
  public Flux<UserId> notRemoved(RoomId room, Collection<UserId> users) {
    return database
        .sql(
            """
            select named from unnest(:users) named
            where not exists
              (select from members where room = :room and member = named and not present)
            order by named
            """)
        .bind("room", room.value())
        .bind("users", users.stream().map(UserId::value).toArray(UUID[]::new))
        .mapValue(UUID.class)
        .all()
        .map(UserId::new);
  }

  /**
   * Whether the projection has come as far as an event that involves those users: it knows the
   * room, that each of them was in it at some time, and as many people as such a room has from its
   * beginning.
   */
  public Mono<Boolean> knows(RoomId room, Collection<UserId> users, int people) {
    return database
        .sql(
            """
            select exists (select from rooms where room = :room and details_version > 0)
              and count(*) >= :people
              and count(*) filter (where member = any (:users)) = cardinality(:users)
            from members where room = :room
            """)
        .bind("room", room.value())
        .bind("users", users.stream().distinct().map(UserId::value).toArray(UUID[]::new))
        .bind("people", people)
        .mapValue(Boolean.class)
        .one();
  }

  Mono<Void> details(RoomId room, long version, RoomDetails details) {
    return database
        .sql(
            """
            insert into rooms (room, name, details_version) values (:room, :name, :version)
            on conflict (room) do update
            set name = excluded.name, details_version = excluded.details_version
            where rooms.details_version < excluded.details_version
            """)
        .bind("room", room.value())
        .bind("version", version)
        .bind("name", details.name())
        .then();
  }

  /** Whoever else was in the room at that version or before is so no more. */
  Mono<Void> onlyThese(RoomId room, long version, Collection<UserId> present) {
    return database
        .sql(
            """
            update members set present = false, version = :version
            where room = :room and present and version < :version and member <> all (:present)
            """)
        .bind("room", room.value())
        .bind("version", version)
        .bind("present", present.stream().map(UserId::value).toArray(UUID[]::new))
        .then();
  }

  /** A deleted room does not come back, and has nobody in it whatever arrives later. */
  Mono<Void> delete(RoomId room) {
    return database
        .sql(
            """
            insert into rooms (room, deleted) values (:room, true)
            on conflict (room) do update set deleted = true
            """)
        .bind("room", room.value())
        .then();
  }

  Mono<Void> member(RoomId room, long version, UserId user, boolean present) {
    return database
        .sql(
            """
            insert into members (room, member, present, version)
            values (:room, :member, :present, :version)
            on conflict (room, member) do update
            set present = excluded.present, version = excluded.version
            where members.version < excluded.version
            """)
        .bind("room", room.value())
        .bind("version", version)
        .bind("member", user.value())
        .bind("present", present)
        .then();
  }
}
