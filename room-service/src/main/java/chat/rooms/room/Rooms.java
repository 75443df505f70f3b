package chat.rooms.room;

import chat.wire.Role;
import chat.wire.RoomDetails;
import chat.wire.RoomId;
import chat.wire.RoomKind;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The rows of the rooms and the record of their changes. */
@Repository
public class Rooms {
  private final DatabaseClient database;

  Rooms(DatabaseClient database) {
    this.database = database;
  }

  /** A room that has not been closed, or a refusal. */
  public Mono<Room> get(RoomId room) {
    return find(room)
        .switchIfEmpty(Mono.error(() -> RoomChanges.notFound(room)))
        .filter(found -> !found.deleted())
        .switchIfEmpty(Mono.error(RoomChanges::closed));
  }

  public Mono<Room> find(RoomId room) {
    return database
        .sql("select * from room where id = :id")
        .bind("id", room.value())
        .map(Rooms::room)
        .one();
  }

  /** The room, which nobody else changes until the transaction ends. */
  Mono<Room> lock(RoomId room) {
    return database
        .sql("select * from room where id = :id for update")
        .bind("id", room.value())
        .map(Rooms::room)
        .one();
  }

  /** The room of two people, if they have one. */
  Mono<RoomId> findPair(String pair) {
    return database
        .sql("select id from room where pair = :pair")
        .bind("pair", pair)
        .map(row -> new RoomId(Sql.get(row, "id", UUID.class)))
        .one();
  }

  /** Writes a room that has no version yet; false when it, or the room of the pair, is there. */
  Mono<Boolean> insert(RoomId room, RoomDetails details, @Nullable String pair) {
    return bind(
            database
                .sql(
                    """
                    insert into room (id, version, kind, name, topic, description, avatar,
                      history_visible, posting_role, slow_mode_seconds, retention_days, max_members,
                      pair, created_at, active_at)
                    values (:id, 0, :kind, :name, :topic, :description, :avatar,
                      :history_visible, :posting_role, :slow_mode, :retention, :max_members,
                      :pair, now(), now())
                    on conflict do nothing
                    """)
                .bind("id", room.value())
                .bind("pair", Sql.nullable(pair, String.class)),
            details)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  /** Raises the version by one and records why. */
  Mono<Long> raise(RoomId room, String type) {
    return database
        .sql(
            """
            with raised as (
              update room set version = version + 1, active_at = now() where id = :id
              returning id, version)
            insert into room_change (room, version, type)
            select id, version, :type from raised
            returning version
            """)
        .bind("id", room.value())
        .bind("type", type)
        .map(row -> Sql.number(row, "version"))
        .one();
  }

  /** Writes other details, as part of the change that raises the version next. */
  Mono<Void> rewrite(RoomId room, RoomDetails details, boolean archived) {
    return bind(
            database
                .sql(
                    """
                    update room set kind = :kind, name = :name, topic = :topic,
                      description = :description, avatar = :avatar,
                      history_visible = :history_visible, posting_role = :posting_role,
                      slow_mode_seconds = :slow_mode, retention_days = :retention,
                      max_members = :max_members, details_version = version + 1,
                      archived_at = case when :archived then coalesce(archived_at, now()) end
                    where id = :id
                    """)
                .bind("id", room.value())
                .bind("archived", archived),
            details)
        .then();
  }

  /** Empties the room of everything but its last version. */
  Mono<Void> delete(RoomId room) {
    return database
        .sql(
            """
            with members as (delete from member where room = :id),
              bans as (delete from ban where room = :id),
              invitations as (delete from invitation where room = :id),
              codes as (delete from code where room = :id)
            update room set deleted_at = now(), members = 0 where id = :id
            """)
        .bind("id", room.value())
        .then();
  }

  /** Notes that somebody came by. */
  public Mono<Void> touch(RoomId room) {
    return database
        .sql(
            """
            update room set active_at = now()
            where id = :id and active_at < now() - interval '1 minute'
            """)
        .bind("id", room.value())
        .then();
  }

  private static DatabaseClient.GenericExecuteSpec bind(
      DatabaseClient.GenericExecuteSpec statement, RoomDetails details) {
    Role posting = details.postingRole();
    return statement
        .bind("kind", details.kind().name())
        .bind("name", details.name())
        .bind("topic", Sql.nullable(details.topic(), String.class))
        .bind("description", Sql.nullable(details.description(), String.class))
        .bind("avatar", Sql.nullable(details.avatar(), String.class))
        .bind("history_visible", !Boolean.FALSE.equals(details.historyVisible()))
        .bind("posting_role", Sql.nullable(posting == null ? null : posting.name(), String.class))
        .bind("slow_mode", Sql.nullable(details.slowModeSeconds(), Integer.class))
        .bind("retention", Sql.nullable(details.retentionDays(), Integer.class))
        .bind("max_members", Sql.nullable(details.maxMembers(), Integer.class));
  }

  /** Reads all columns of a room. */
  public static Room room(Readable row) {
    return new Room(
        new RoomId(Sql.get(row, "id", UUID.class)),
        Sql.number(row, "version"),
        Sql.number(row, "details_version"),
        details(row),
        Sql.get(row, "members", Integer.class),
        Sql.get(row, "created_at", Instant.class),
        Sql.get(row, "active_at", Instant.class),
        row.get("archived_at") != null,
        row.get("deleted_at") != null);
  }

  private static RoomDetails details(Readable row) {
    String posting = row.get("posting_role", String.class);
    return new RoomDetails(
        RoomKind.valueOf(Sql.get(row, "kind", String.class)),
        Sql.get(row, "name", String.class),
        row.get("topic", String.class),
        row.get("description", String.class),
        row.get("avatar", String.class),
        row.get("history_visible", Boolean.class),
        posting == null ? null : Role.valueOf(posting),
        row.get("slow_mode_seconds", Integer.class),
        row.get("retention_days", Integer.class),
        row.get("max_members", Integer.class));
  }
}
