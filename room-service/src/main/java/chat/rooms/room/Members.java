package chat.rooms.room;

import chat.wire.Role;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserRef;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who is in which room, and who may not come in. */
@Repository
public class Members {
  private static final String MEMBER =
      """
      select p.id as person, p.name, p.kind, m.role, m.version, m.joined_at, m.muted_until
      from member m join person p on p.id = m.person
      """;

  private final DatabaseClient database;

  Members(DatabaseClient database) {
    this.database = database;
  }

  public Mono<Member> find(RoomId room, UserId user) {
    return database
        .sql(MEMBER + "where m.room = :room and m.person = :person")
        .bind("room", room.value())
        .bind("person", user.value())
        .map(Members::member)
        .one();
  }

  /** A page of a room's members by name, each name taken to contain the searched text. */
  public Flux<Member> page(
      RoomId room, @Nullable String search, @Nullable UserId after, int limit) {
    return database
        .sql(
            MEMBER
                + """
                where m.room = :room and p.name ilike :search
                  and (:after is null or (lower(p.name), p.id) > (
                    select lower(name), id from person where id = :after))
                order by lower(p.name), p.id limit :limit
                """)
        .bind("room", room.value())
        .bind("search", Sql.containing(search))
        .bind("after", Sql.nullable(after == null ? null : after.value(), UUID.class))
        .bind("limit", limit)
        .map(Members::member)
        .all();
  }

  /**
   * Whoever would follow the leaving owner: the highest role, then the longest time in the room.
   */
  Mono<Member> successor(RoomId room, UserId leaving) {
    return database
        .sql(
            MEMBER
                + """
                where m.room = :room and m.person <> :leaving and m.role <> 'OWNER'
                order by m.role = 'MODERATOR' desc, m.joined_at, p.id limit 1
                """)
        .bind("room", room.value())
        .bind("leaving", leaving.value())
        .map(Members::member)
        .one();
  }

  Mono<Boolean> hasOtherOwner(RoomId room, UserId user) {
    return database
        .sql(
            """
            select exists (select from member
              where room = :room and person <> :person and role = 'OWNER') as other
            """)
        .bind("room", room.value())
        .bind("person", user.value())
        .map(row -> Sql.get(row, "other", Boolean.class))
        .one();
  }

  /** The rooms of a user in an order in which all who lock several of them can agree. */
  public Flux<RoomId> roomsOf(UserId user) {
    return database
        .sql("select room from member where person = :person order by room")
        .bind("person", user.value())
        .map(row -> new RoomId(Sql.get(row, "room", UUID.class)))
        .all();
  }

  /**
   * Puts somebody into the room. The database refuses one more than fit in; whoever is being
   * deleted at this moment is waited for, so that no deleted user stays behind in a room.
   */
  Mono<Void> insert(RoomId room, UserId user, Role role) {
    return database
        .sql(
            """
            with joined as (
              insert into member (room, person, role, version, joined_at)
              select r.id, p.id, :role, r.version + 1, now() from room r, person p
              where r.id = :room and p.id = :person and not p.deleted for share of p
              returning room),
            accepted as (delete from invitation where room = :room and person = :person)
            update room set members = members + 1 where id in (select room from joined)
            """)
        .bind("room", room.value())
        .bind("person", user.value())
        .bind("role", role.name())
        .then();
  }

  /** Takes somebody out of the room, but not out of a mute that lasts. */
  Mono<Void> delete(RoomId room, UserId user) {
    return database
        .sql(
            """
            with gone as (
              delete from member where room = :room and person = :person returning *),
            kept as (
              insert into kept_mute (room, person, by, until)
              select room, person, muted_by, muted_until from gone where muted_until > now())
            update room set members = members - 1 where id in (select room from gone)
            """)
        .bind("room", room.value())
        .bind("person", user.value())
        .then();
  }

  Mono<Void> changeRole(RoomId room, UserId user, Role role) {
    return database
        .sql(
            """
            update member set role = :role,
              version = (select version + 1 from room where id = :room)
            where room = :room and person = :person
            """)
        .bind("room", room.value())
        .bind("person", user.value())
        .bind("role", role.name())
        .then();
  }

  Mono<Void> mute(RoomId room, UserId user, UserId by, @Nullable Instant until) {
    return database
        .sql(
            """
            update member set muted_until = :until, muted_by = :by,
              version = (select version + 1 from room where id = :room)
            where room = :room and person = :person
            """)
        .bind("room", room.value())
        .bind("person", user.value())
        .bind("by", by.value())
        .bind("until", Sql.nullable(until, Instant.class))
        .then();
  }

  /** Until when somebody may not speak, and whose word that was. */
  record Mute(UserRef by, Instant until) {}

  /** The mute with which a member left, when it has not ended since. */
  Mono<Mute> takeKeptMute(RoomId room, UserId user) {
    return database
        .sql(
            """
            with kept as (
              delete from kept_mute where room = :room and person = :person returning by, until)
            select p.id as person, p.name, p.kind, kept.until
            from kept join person p on p.id = kept.by where kept.until > now()
            """)
        .bind("room", room.value())
        .bind("person", user.value())
        .map(row -> new Mute(People.ref(row), Sql.get(row, "until", Instant.class)))
        .one();
  }

  private static Member member(Readable row) {
    return new Member(
        People.ref(row),
        Role.valueOf(Sql.get(row, "role", String.class)),
        Sql.number(row, "version"),
        Sql.get(row, "joined_at", Instant.class),
        row.get("muted_until", Instant.class));
  }
}
