package chat.notifications.inbox;

import chat.kit.Ids;
import chat.wire.MessageId;
import chat.wire.NotificationId;
import chat.wire.NotificationKind;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import chat.wire.event.NotificationEvent;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of all inboxes. */
@Component
public class Inboxes {
  private final DatabaseClient database;

  Inboxes(DatabaseClient database) {
    this.database = database;
  }

  /** Puts the entry into each inbox that does not have it yet, and says what it put where. */
  public Flux<NotificationEvent.Created> put(NewEntry entry, List<UserId> recipients) {
    return database
        .sql(
            """
            insert into notifications (id, recipient, kind, room, message, room_version,
                                       by_id, by_name, by_kind, excerpt, at)
            select id, recipient, :kind, :room, :message, :room_version,
                   :by_id, :by_name, :by_kind, :excerpt, :at
            from unnest(:ids, :recipients) as fresh (id, recipient)
            on conflict do nothing
            returning id, recipient
            """)
        .bind("ids", recipients.stream().map(r -> Ids.next()).toArray(UUID[]::new))
        .bind("recipients", recipients.stream().map(UserId::value).toArray(UUID[]::new))
        .bind("kind", entry.kind().name())
        .bind("room", entry.room().value())
        .bind("message", message(entry))
        .bind("room_version", version(entry))
        .bind("by_id", entry.by().id().value())
        .bind("by_name", entry.by().name())
        .bind("by_kind", entry.by().kind().name())
        .bind("excerpt", entry.excerpt())
        .bind("at", entry.at().toEpochMilli())
        .map(row -> created(entry, row))
        .all();
  }

  private static Object message(NewEntry entry) {
    MessageId message = entry.message();
    return message == null ? Parameters.in(UUID.class) : message.value();
  }

  private static Object version(NewEntry entry) {
    Long version = entry.roomVersion();
    return version == null ? Parameters.in(Long.class) : version;
  }

  private static NotificationEvent.Created created(NewEntry entry, Readable row) {
    return new NotificationEvent.Created(
        new NotificationId(present(row.get("id", UUID.class))),
        new UserId(present(row.get("recipient", UUID.class))),
        entry.kind(),
        entry.room(),
        entry.message(),
        entry.by(),
        entry.excerpt(),
        entry.at());
  }

  /**
   * @param before entries older than this one; the newest when absent
   */
  Flux<Entry> page(UserId recipient, @Nullable NotificationId before, int limit, boolean unread) {
    return database
        .sql(
            """
            select n.*, r.name as room_name
            from notifications n left join rooms r using (room)
            where n.recipient = :recipient
              and (:before::uuid is null or n.id < :before)
              and (not :unread or n.read_at is null)
            order by n.id desc
            limit :limit
            """)
        .bind("recipient", recipient.value())
        .bind("before", before == null ? Parameters.in(UUID.class) : before.value())
        .bind("unread", unread)
        .bind("limit", limit)
        .map(Inboxes::entry)
        .all();
  }

  Mono<Long> unread(UserId recipient) {
    return database
        .sql("select count(*) from notifications where recipient = :recipient and read_at is null")
        .bind("recipient", recipient.value())
        .mapValue(Long.class)
        .one();
  }

  /** Whether the recipient has such an entry; one that was read stays read since then. */
  Mono<Boolean> read(UserId recipient, NotificationId entry, Instant now) {
    return database
        .sql(
            """
            update notifications set read_at = coalesce(read_at, :now)
            where recipient = :recipient and id = :id
            """)
        .bind("recipient", recipient.value())
        .bind("id", entry.value())
        .bind("now", now.toEpochMilli())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows > 0);
  }

  /** Whatever came after that entry stays unread: its recipient has not seen it. */
  Mono<Void> readUpTo(UserId recipient, NotificationId entry, Instant now) {
    return database
        .sql(
            """
            update notifications set read_at = :now
            where recipient = :recipient and id <= :id and read_at is null
            """)
        .bind("recipient", recipient.value())
        .bind("id", entry.value())
        .bind("now", now.toEpochMilli())
        .then();
  }

  /**
   * Deletes some entries that are old enough; how many. Instances that forget at the same time take
   * different ones.
   */
  Mono<Long> forget(Instant readBefore, Instant anyBefore, int batch) {
    return database
        .sql(
            """
            delete from notifications where id = any (array (
              select id from notifications
              where at < :any_before or (at < :read_before and read_at is not null)
              order by at limit :batch for update skip locked))
            """)
        .bind("read_before", readBefore.toEpochMilli())
        .bind("any_before", anyBefore.toEpochMilli())
        .bind("batch", batch)
        .fetch()
        .rowsUpdated();
  }

  private static Entry entry(Readable row) {
    return new Entry(
        new NotificationId(present(row.get("id", UUID.class))),
        NotificationKind.valueOf(present(row.get("kind", String.class))),
        new RoomId(present(row.get("room", UUID.class))),
        row.get("room_name", String.class),
        Optional.ofNullable(row.get("message", UUID.class)).map(MessageId::new).orElse(null),
        new UserRef(
            new UserId(present(row.get("by_id", UUID.class))),
            present(row.get("by_name", String.class)),
            UserKind.valueOf(present(row.get("by_kind", String.class)))),
        present(row.get("excerpt", String.class)),
        Instant.ofEpochMilli(present(row.get("at", Long.class))),
        Optional.ofNullable(row.get("read_at", Long.class))
            .map(Instant::ofEpochMilli)
            .orElse(null));
  }

  private static <T> T present(@Nullable T column) {
    return Objects.requireNonNull(column);
  }
}
