package chat.messages.receipt;

import chat.wire.Message;
import chat.wire.UserId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads receipts off the read markers, and keeps who does not want to give any. */
@Component
class Receipts {
  private final DatabaseClient database;

  Receipts(DatabaseClient database) {
    this.database = database;
  }

  /** Somebody who has read so far. */
  @Schema(name = "MessageReader")
  record MessageReader(UserId id, String name) {}

  /**
   * Members other than the sender; those who keep it to themselves are shown to themselves only.
   */
  Flux<MessageReader> of(Message message, UserId asking, int limit) {
    return database
        .sql(
            """
            select m.member, m.name
            from read_markers k join members m on m.room = k.room and m.member = k.member
            where k.room = :room and k.seq >= :seq and m.role is not null and k.member <> :sender
              and (k.member = :asking
                or not exists (select from private_readers p where p.member = k.member))
            order by lower(m.name), m.member
            limit :limit
            """)
        .bind("room", message.room().value())
        .bind("seq", message.seq())
        .bind("sender", message.sender().id().value())
        .bind("asking", asking.value())
        .bind("limit", limit)
        .map(
            row ->
                new MessageReader(
                    new UserId(Objects.requireNonNull(row.get("member", UUID.class))),
                    Objects.requireNonNull(row.get("name", String.class))))
        .all();
  }

  Mono<Void> keepPrivate(UserId reader, boolean wanted) {
    return database
        .sql(
            wanted
                ? "insert into private_readers (member) values (:member) on conflict do nothing"
                : "delete from private_readers where member = :member")
        .bind("member", reader.value())
        .then();
  }

  Mono<Boolean> isPrivate(UserId reader) {
    return database
        .sql("select exists (select from private_readers where member = :member)")
        .bind("member", reader.value())
        .mapValue(Boolean.class)
        .one();
  }
}
