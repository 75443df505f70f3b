package chat.messages.room;

import chat.messages.room.Questions.Question;
import chat.messages.stream.Edition;
import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import chat.wire.UserId;
import chat.wire.UserRef;
import chat.wire.internal.Membership;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The projection's tables. Every write names the room's version, and an older one changes nothing.
 */
@Component
class Members {
  private final DatabaseClient database;

  Members(DatabaseClient database) {
    this.database = database;
  }

  /**
   * What the projection knows of a user in a room.
   *
   * @param view absent where the room is no more
   */
  record Known(@Nullable View view) {}

  /**
   * In the order of the questions; none where the projection does not know. Each is looked up for
   * itself ("offset 0"): PostgreSQL cannot know how few they are, and might rather read all rooms.
   */
  Mono<@Nullable Known[]> standings(List<Question> questions) {
    return database
        .sql(
            """
            select q.place, r.deleted, r.kind, r.archived_version >= r.details_version, m.role,
                   m.muted_until, r.posting_role, r.slow_seconds, r.history_visible,
                   h.head, h.forgotten
            from unnest($1, $2) with ordinality as q (room, member, place)
            cross join lateral (
              select * from rooms r where r.room = q.room offset 0
            ) r
            left join lateral (
              select * from members m where m.room = q.room and m.member = q.member offset 0
            ) m on true
            left join lateral (
              select * from heads h where h.room = q.room offset 0
            ) h on true
            where r.deleted or (r.details_version > 0 and m.role_version > 0)
            """)
        .bind(0, questions.stream().map(q -> q.room().value()).toArray(UUID[]::new))
        .bind(1, questions.stream().map(q -> q.user().value()).toArray(UUID[]::new))
        .map(Placed::of)
        .all()
        .collect(() -> new Known[questions.size()], (known, row) -> known[row.place] = row.known);
  }

  /** By their places: to find a column by its name costs more than to decode it. */
  private record Placed(int place, Known known) {
    static Placed of(Readable row) {
      long place = Objects.requireNonNull(row.get(0, Long.class));
      boolean deleted = Boolean.TRUE.equals(row.get(1, Boolean.class));
      return new Placed(Math.toIntExact(place) - 1, new Known(deleted ? null : view(row)));
    }
  }

  private static View view(Readable row) {
    Long head = row.get(9, Long.class);
    Long forgotten = row.get(10, Long.class);
    return new View(
        standing(row),
        head == null || forgotten == null ? new Edition(0, 0) : new Edition(head, forgotten));
  }

  private static Standing standing(Readable row) {
    return new Standing(
        RoomKind.valueOf(row.get(2, String.class)),
        Boolean.TRUE.equals(row.get(3, Boolean.class)),
        role(row, 4),
        Optional.ofNullable(row.get(5, Long.class)).map(Instant::ofEpochMilli).orElse(null),
        role(row, 6),
        row.get(7, Integer.class),
        !Boolean.FALSE.equals(row.get(8, Boolean.class)));
  }

  private static @Nullable Role role(Readable row, int column) {
    String role = row.get(column, String.class);
    return role == null ? null : Role.valueOf(role);
  }

  /** Which of these users are members of which of these rooms. */
  Flux<Together> together(Collection<RoomId> rooms, Collection<UserId> users) {
    return database
        .sql(
            """
            select room, member from members
            where member = any (:users) and room = any (:rooms) and role is not null
            """)
        .bind("rooms", rooms.stream().map(RoomId::value).toArray(UUID[]::new))
        .bind("users", users.stream().map(UserId::value).toArray(UUID[]::new))
        .map(
            row ->
                new Together(
                    new RoomId(Objects.requireNonNull(row.get("room", UUID.class))),
                    new UserId(Objects.requireNonNull(row.get("member", UUID.class)))))
        .all();
  }

  /** The members of those names, whatever the case of the letters. */
  Flux<UserId> named(RoomId room, Collection<String> names) {
    return database
        .sql(
            """
            select member from members
            where room = :room and role is not null
              and lower(name) in (select lower(n) from unnest(:names) n)
            order by member
            """)
        .bind("room", room.value())
        .bind("names", names.toArray(String[]::new))
        .mapValue(UUID.class)
        .all()
        .map(UserId::new);
  }

  Mono<Void> details(RoomId room, long version, RoomDetails details) {
    return database
        .sql(
            """
            insert into rooms (room, kind, posting_role, slow_seconds, history_visible,
                               retention_days, details_version)
            values (:room, :kind, :posting_role, :slow_seconds, :history_visible,
                    :retention_days, :version)
            on conflict (room) do update
            set kind = excluded.kind, posting_role = excluded.posting_role,
                slow_seconds = excluded.slow_seconds, history_visible = excluded.history_visible,
                retention_days = excluded.retention_days,
                details_version = excluded.details_version
            where rooms.details_version < excluded.details_version
            """)
        .bind("room", room.value())
        .bind("version", version)
        .bind("kind", details.kind().name())
        .bind("posting_role", text(details.postingRole()))
        .bind("slow_seconds", number(details.slowModeSeconds()))
        .bind("retention_days", number(details.retentionDays()))
        .bind("history_visible", !Boolean.FALSE.equals(details.historyVisible()))
        .then();
  }

  /** Until the details are newer. */
  Mono<Void> archive(RoomId room, long version) {
    return database
        .sql(
            """
            insert into rooms (room, archived_version) values (:room, :version)
            on conflict (room) do update set archived_version = excluded.archived_version
            where rooms.archived_version < excluded.archived_version
            """)
        .bind("room", room.value())
        .bind("version", version)
        .then();
  }

  /** A deleted room does not come back. */
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

  /**
   * @param role absent from when on the user is not a member
   */
  Mono<Void> role(RoomId room, long version, UserRef user, @Nullable Role role) {
    return database
        .sql(
            """
            insert into members (room, member, name, role, role_version)
            values (:room, :member, :name, :role, :version)
            on conflict (room, member) do update
            set name = excluded.name, role = excluded.role, role_version = excluded.role_version
            where members.role_version < excluded.role_version
            """)
        .bind("room", room.value())
        .bind("version", version)
        .bind("member", user.id().value())
        .bind("name", user.name())
        .bind("role", text(role))
        .then();
  }

  /**
   * @param until absent from when on the user may speak
   */
  Mono<Void> mute(RoomId room, long version, UserRef user, @Nullable Instant until) {
    return database
        .sql(
            """
            insert into members (room, member, name, muted_until, mute_version)
            values (:room, :member, :name, :until, :version)
            on conflict (room, member) do update
            set muted_until = excluded.muted_until, mute_version = excluded.mute_version
            where members.mute_version < excluded.mute_version
            """)
        .bind("room", room.value())
        .bind("version", version)
        .bind("member", user.id().value())
        .bind("name", user.name())
        .bind("until", until == null ? Parameters.in(Long.class) : until.toEpochMilli())
        .then();
  }

  /**
   * Notes that nobody else was in the room at that version. In the global room, where everybody is
   * who is not banned, it forgets what it knew of the others: room-service is asked again.
   */
  Mono<Void> onlyThese(RoomId room, long version, boolean global, Collection<UserId> present) {
    return database
        .sql(
            """
            update members
            set role = null, role_version = case when :global then 0 else :version end,
                muted_until = case when mute_version < :version then null else muted_until end,
                mute_version = greatest(mute_version, :version)
            where room = :room and role is not null and role_version < :version
              and member <> all (:present)
            """)
        .bind("room", room.value())
        .bind("version", version)
        .bind("global", global)
        .bind("present", present.stream().map(UserId::value).toArray(UUID[]::new))
        .then();
  }

  /** Takes over an answer of room-service, as far as nothing newer is known. */
  Mono<Void> learn(Membership answer) {
    return details(answer.room(), answer.version(), answer.details())
        .then(
            Mono.defer(
                () -> answer.archived() ? archive(answer.room(), answer.version()) : Mono.empty()))
        .then(Mono.defer(() -> role(answer)))
        .then(Mono.defer(() -> mute(answer)));
  }

  private static Object number(@Nullable Integer number) {
    return number == null ? Parameters.in(Integer.class) : number;
  }

  private static Object text(@Nullable Role role) {
    return role == null ? Parameters.in(String.class) : role.name();
  }

  private Mono<Void> role(Membership answer) {
    return role(answer.room(), answer.version(), answer.user(), answer.role());
  }

  private Mono<Void> mute(Membership answer) {
    return mute(answer.room(), answer.version(), answer.user(), answer.mutedUntil());
  }
}
