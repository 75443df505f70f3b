package chat.messages.stream;

import chat.wire.Message;
import chat.wire.MessageChanges;
import chat.wire.MessageId;
import chat.wire.Reaction;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A message as a row of a query: the sent event, and what has become of it. */
final class MessageRow {
  /** Goes with {@link #REACTIONS}. */
  static final String AS_IT_IS =
      """
      e.room, e.seq, e.message, e.by_id, e.by_name, e.by_kind, e.at, e.client_id,
      coalesce(e.now_text, e.text, '') as text, e.reply_to, e.mentions, e.mentions_room,
      e.edited_at, e.deleted_at, e.pinned_at, e.extras::text as extras,
      r.emojis, r.sizes, r.users
      """;

  static final String AS_IT_WAS_SENT =
      """
      e.room, e.seq, e.message, e.by_id, e.by_name, e.by_kind, e.at, e.client_id,
      coalesce(e.text, '') as text, e.reply_to, e.mentions, e.mentions_room,
      e.edited_at, e.deleted_at, e.pinned_at, e.extras::text as extras,
      r.emojis, r.sizes, r.users
      """;

  /** To be joined to the events {@code e}; costs nothing where there are no reactions. */
  static final String REACTIONS =
      """
      left join lateral (
        select array_agg(x.emoji order by x.first, x.emoji) as emojis,
               array_agg(x.size order by x.first, x.emoji) as sizes,
               array_agg(x.users order by x.first, x.emoji) as users
        from (
          select emoji, min(at) as first, count(*)::int as size,
                 string_agg(by_id::text, ',' order by place) filter (where place <= 50) as users
          from (
            select *, row_number() over (partition by emoji order by at, by_id) as place
            from reactions
            where room = e.room and message = e.message and e.reacted
          ) y
          group by emoji
        ) x
      ) r on true
      """;

  private MessageRow() {}

  static Message message(Readable row) {
    Extras extras = Extras.of(row.get("extras", String.class));
    return new Message(
        new MessageId(present(row.get("message", UUID.class))),
        new RoomId(present(row.get("room", UUID.class))),
        present(row.get("seq", Long.class)),
        present(row.get("client_id", String.class)),
        by(row),
        present(row.get("text", String.class)),
        present(time(row, "at")),
        messageId(row.get("reply_to", UUID.class)),
        extras.thread(),
        Stream.of(present(row.get("mentions", UUID[].class))).map(UserId::new).toList(),
        present(row.get("mentions_room", Boolean.class)),
        extras.attachments(),
        changes(row, extras));
  }

  static UserRef by(Readable row) {
    return new UserRef(
        new UserId(present(row.get("by_id", UUID.class))),
        present(row.get("by_name", String.class)),
        UserKind.valueOf(present(row.get("by_kind", String.class))));
  }

  private static @Nullable MessageChanges changes(Readable row, Extras extras) {
    var changes =
        new MessageChanges(
            time(row, "edited_at"),
            time(row, "deleted_at"),
            time(row, "pinned_at"),
            reactions(row),
            extras.replies());
    return changes.equals(NOTHING) ? null : changes;
  }

  private static final MessageChanges NOTHING =
      new MessageChanges(null, null, null, List.of(), null);

  private static List<Reaction> reactions(Readable row) {
    String @Nullable [] emojis = row.get("emojis", String[].class);
    if (emojis == null) {
      return List.of();
    }
    Integer[] sizes = present(row.get("sizes", Integer[].class));
    String[] users = present(row.get("users", String[].class));
    return IntStream.range(0, emojis.length)
        .mapToObj(i -> new Reaction(emojis[i], sizes[i], users(users[i])))
        .toList();
  }

  private static List<UserId> users(String ids) {
    return Stream.of(ids.split(",", -1)).map(UUID::fromString).map(UserId::new).toList();
  }

  static @Nullable Instant time(Readable row, String column) {
    Long millis = row.get(column, Long.class);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  private static @Nullable MessageId messageId(@Nullable UUID id) {
    return id == null ? null : new MessageId(id);
  }

  static <T> T present(@Nullable T column) {
    return Objects.requireNonNull(column);
  }
}
