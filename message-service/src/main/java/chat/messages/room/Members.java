package chat.messages.room;

import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserRef;
import chat.wire.internal.Membership;
import io.r2dbc.spi.Parameters;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
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
