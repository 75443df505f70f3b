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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A message as a row of the view {@code stream}: the sent event, and what has become of it. */
final class MessageRow {
  /** The first columns of a query of {@code stream e}; they are read by their places. */
  static final String AS_IT_IS = columns("e.says");

  static final String AS_IT_WAS_SENT = columns("coalesce(e.text, '')");

  /** How many columns these are: the next one's place. */
  static final int COLUMNS = 10;

  private static final int ROOM = 0;
  private static final int SEQ = 1;
  private static final int MESSAGE = 2;
  private static final int BY = 3;
  private static final int AT = 6;
  private static final int CLIENT_ID = 7;
  private static final int TEXT = 8;
  private static final int MORE = 9;

  private static final JsonMapper JSON = JsonMapper.shared();

  private MessageRow() {}

  private static String columns(String text) {
    return """
        e.room, e.seq, e.message, e.by_id, e.by_name, e.by_kind, e.at, e.client_id, %s, e.more
        """
        .formatted(text)
        .strip();
  }

  static Message message(Readable row) {
    return message(
        messageId(row),
        room(row),
        seq(row),
        present(row.get(CLIENT_ID, String.class)),
        by(row),
        text(row),
        at(row),
        row.get(MORE, String.class));
  }

  /**
   * @param stored what stands in {@code more}
   */
  static Message message(
      MessageId id,
      RoomId room,
      long seq,
      String clientId,
      UserRef by,
      String text,
      Instant at,
      @Nullable String stored) {
    More more = stored == null ? More.NOTHING : JSON.readValue(stored, More.class);
    return new Message(
        id,
        room,
        seq,
        clientId,
        by,
        text,
        at,
        more.replyTo(),
        more.extra().thread(),
        more.mentions(),
        more.mentionsRoom(),
        more.extra().attachments(),
        more.changes());
  }

  static RoomId room(Readable row) {
    return new RoomId(present(row.get(ROOM, UUID.class)));
  }

  static long seq(Readable row) {
    return present(row.get(SEQ, Long.class));
  }

  static MessageId messageId(Readable row) {
    return new MessageId(present(row.get(MESSAGE, UUID.class)));
  }

  static UserRef by(Readable row) {
    return user(row, BY);
  }

  static Instant at(Readable row) {
    return Instant.ofEpochMilli(present(row.get(AT, Long.class)));
  }

  static String text(Readable row) {
    return present(row.get(TEXT, String.class));
  }

  /**
   * @param first the place of the id; name and kind follow
   */
  static UserRef user(Readable row, int first) {
    return new UserRef(
        new UserId(present(row.get(first, UUID.class))),
        present(row.get(first + 1, String.class)),
        UserKind.valueOf(present(row.get(first + 2, String.class))));
  }

  static <T> T present(@Nullable T column) {
    return Objects.requireNonNull(column);
  }

  /** Times are milliseconds, as they are stored. */
  private record More(
      @Nullable MessageId replyTo,
      List<UserId> mentions,
      boolean mentionsRoom,
      @Nullable Long editedAt,
      @Nullable Long deletedAt,
      @Nullable Long pinnedAt,
      Extras.@Nullable Stored extras,
      @Nullable List<Reaction> reactions) {

    private static final More NOTHING =
        new More(null, List.of(), false, null, null, null, null, null);
    private static final MessageChanges UNCHANGED =
        new MessageChanges(null, null, null, List.of(), null);

    Extras extra() {
      return Extras.of(extras);
    }

    @Nullable MessageChanges changes() {
      var changes =
          new MessageChanges(
              time(editedAt),
              time(deletedAt),
              time(pinnedAt),
              Objects.requireNonNullElse(reactions, List.of()),
              extra().replies());
      return changes.equals(UNCHANGED) ? null : changes;
    }

    private static @Nullable Instant time(@Nullable Long millis) {
      return millis == null ? null : Instant.ofEpochMilli(millis);
    }
  }
}
