package chat.messages.attachment;

import chat.wire.Attachment;
import chat.wire.Attachment.Picture;
import chat.wire.MessageId;
import chat.wire.RoomId;
import chat.wire.UserId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of attachments. That one is sent, or its message gone, the database notes itself. */
@Component
class AttachmentTable {
  private final DatabaseClient database;

  AttachmentTable(DatabaseClient database) {
    this.database = database;
  }

  /**
   * A file that is whole and that nobody has taken away.
   *
   * @param message the one it was sent with
   * @param seq of that message
   */
  record Kept(
      RoomId room,
      UserId by,
      @Nullable MessageId message,
      @Nullable Long seq,
      Attachment attachment) {}

  /** Empty when this person has as many unsent files as they may. */
  Mono<UUID> begin(UUID id, RoomId room, UserId by, String name, Instant now, int most) {
    return database
        .sql(
            """
            insert into attachments (id, room, by_id, name, begun_at)
            select :id, :room, :by, :name, :now
            where (select count(*) from attachments where by_id = :by and message is null) < :most
            """)
        .bind("id", id)
        .bind("room", room.value())
        .bind("by", by.value())
        .bind("name", name)
        .bind("now", now.toEpochMilli())
        .bind("most", most)
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == 1)
        .map(rows -> id);
  }

  Mono<Attachment> complete(UUID id, Incoming.Arrived arrived, @Nullable Picture picture) {
    return database
        .sql(
            """
            update attachments
            set media_type = :type, bytes = :bytes, sha256 = :sha256, width = :width,
                height = :height
            where id = :id
            returning id, name, media_type, bytes, sha256, width, height
            """)
        .bind("id", id)
        .bind("type", arrived.type())
        .bind("bytes", arrived.bytes())
        .bind("sha256", arrived.sha256())
        .bind("width", side(picture == null ? null : picture.width()))
        .bind("height", side(picture == null ? null : picture.height()))
        .map(AttachmentTable::attachment)
        .one();
  }

  private static Object side(@Nullable Integer pixels) {
    return pixels == null ? Parameters.in(Integer.class) : pixels;
  }

  Flux<Kept> kept(Collection<UUID> ids) {
    return database
        .sql(
            """
            select a.*, e.seq
            from attachments a
            left join lateral (
              select m.seq from events m
              where m.room = a.room and m.message between a.message and a.message
                and m.kind = 'sent'
              order by m.message limit 1 -- by the index of the messages' ids (ADR 18)
            ) e on true
            where a.id = any(:ids) and a.media_type is not null and not a.dropped
            """)
        .bind("ids", ids.toArray(UUID[]::new))
        .map(AttachmentTable::row)
        .all();
  }

  /** Whose message is gone, and what was never sent. */
  Flux<UUID> toReap(Instant unsentSince, int limit) {
    return database
        .sql(
            """
            select id from attachments
            where (message is null or dropped) and (dropped or begun_at < :since)
            limit :limit
            """)
        .bind("since", unsentSince.toEpochMilli())
        .bind("limit", limit)
        .mapValue(UUID.class)
        .all();
  }

  /** From here on it cannot be sent any more; empty when it has been. */
  Mono<UUID> drop(UUID id) {
    return database
        .sql(
            "update attachments set dropped = true where id = :id and (dropped or message is null)")
        .bind("id", id)
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == 1)
        .map(rows -> id);
  }

  Mono<Void> forget(UUID id) {
    return database.sql("delete from attachments where id = :id").bind("id", id).then();
  }

  Mono<byte[]> linkKey() {
    return database.sql("select key from link_key").mapValue(byte[].class).one();
  }

  private static Kept row(Readable row) {
    UUID message = row.get("message", UUID.class);
    return new Kept(
        new RoomId(present(row.get("room", UUID.class))),
        new UserId(present(row.get("by_id", UUID.class))),
        message == null ? null : new MessageId(message),
        row.get("seq", Long.class),
        attachment(row));
  }

  private static Attachment attachment(Readable row) {
    Integer width = row.get("width", Integer.class);
    return new Attachment(
        present(row.get("id", UUID.class)),
        present(row.get("name", String.class)),
        present(row.get("media_type", String.class)),
        present(row.get("bytes", Long.class)),
        row.get("sha256", String.class),
        width == null ? null : new Picture(width, present(row.get("height", Integer.class))));
  }

  private static <T> T present(@Nullable T column) {
    return Objects.requireNonNull(column);
  }
}
