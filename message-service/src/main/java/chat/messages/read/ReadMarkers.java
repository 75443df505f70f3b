package chat.messages.read;

import chat.wire.RoomId;
import chat.wire.UserId;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of read markers, and what is counted behind them. */
@Component
class ReadMarkers {
  private static final String UNREAD =
      """
      select m.room, coalesce(h.head, 0) as head, s.read, c.unread, c.mentions
      from members m
      join rooms r on r.room = m.room and not r.deleted
      left join heads h on h.room = m.room
      left join read_markers k on k.room = m.room and k.member = m.member
      cross join lateral (
        select greatest(coalesce(k.seq, 0), coalesce((
          select j.seq from events j
          where j.room = m.room and j.by_id between m.member and m.member and j.kind = 'joined'
          order by j.by_id desc, j.seq desc limit 1), 0)) as read
        offset 0
      ) s
      cross join lateral (
        select count(*) as unread,
               count(*) filter (where e.mentions_room or e.mentions @> array[m.member]) as mentions
        from (
          -- of all kinds, and ordered: by the index that knows the seq (ADR 18)
          select * from events
          where room = m.room and seq > s.read and seq <= h.head
          order by seq
          offset 0
        ) e
        where e.kind = 'sent' and e.deleted_at is null and e.by_id <> m.member
      ) c
      where m.member = :member and m.role is not null
      """;

  private final DatabaseClient database;

  ReadMarkers(DatabaseClient database) {
    this.database = database;
  }

  /** Whether that was further than before. */
  Mono<Boolean> move(RoomId room, UserId member, long seq) {
    return database
        .sql(
            """
            insert into read_markers (room, member, seq) values (:room, :member, :seq)
            on conflict (room, member) do update set seq = excluded.seq
            where read_markers.seq < excluded.seq
            """)
        .bind("room", room.value())
        .bind("member", member.value())
        .bind("seq", seq)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  /** Whether others may know how far this person reads. */
  Mono<Boolean> isShown(UserId reader) {
    return database
        .sql("select not exists (select from private_readers where member = :member)")
        .bind("member", reader.value())
        .mapValue(Boolean.class)
        .one();
  }

  /** The room's last seq; 0 while nothing has happened there. */
  Mono<Long> head(RoomId room) {
    return database
        .sql("select head from heads where room = :room")
        .bind("room", room.value())
        .mapValue(Long.class)
        .one()
        .defaultIfEmpty(0L);
  }

  Flux<Unread> unread(UserId member) {
    return database
        .sql(UNREAD + " order by m.room")
        .bind("member", member.value())
        .map(ReadMarkers::row)
        .all();
  }

  Mono<Unread> unread(RoomId room, UserId member) {
    return database
        .sql(UNREAD + " and m.room = :room")
        .bind("member", member.value())
        .bind("room", room.value())
        .map(ReadMarkers::row)
        .one();
  }

  private static Unread row(Readable row) {
    return new Unread(
        new RoomId(present(row.get("room", UUID.class))),
        present(row.get("head", Long.class)),
        present(row.get("read", Long.class)),
        present(row.get("unread", Long.class)),
        present(row.get("mentions", Long.class)));
  }

  private static <T> T present(@Nullable T column) {
    return Objects.requireNonNull(column);
  }
}
