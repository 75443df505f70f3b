package chat.messages.stream;

import static chat.messages.stream.MessageRow.present;

import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A room's messages in one row: an array of each column of the view {@code stream}. The driver's
 * way for a row is longer than what there is to read in it.
 */
final class MessageArrays {
  /** Columns of a query of {@code stream e}; they are read by their places. */
  static final String AS_THEY_ARE =
      """
      array_agg(e.seq), array_agg(e.message), array_agg(e.by_id), array_agg(e.by_name),
      array_agg(e.by_kind), array_agg(e.at), array_agg(e.client_id), array_agg(e.says),
      array_agg(e.more)
      """
          .strip();

  /** How many columns these are. */
  static final int COLUMNS = 9;

  private MessageArrays() {}

  /**
   * In the order of their seqs.
   *
   * @param first the place of the first column
   */
  static List<Message> messages(RoomId room, Readable row, int first) {
    Long[] seqs = row.get(first, Long[].class);
    if (seqs == null) {
      return List.of();
    }
    UUID[] ids = array(row, first + 1, UUID[].class);
    UUID[] by = array(row, first + 2, UUID[].class);
    String[] names = array(row, first + 3, String[].class);
    String[] kinds = array(row, first + 4, String[].class);
    Long[] at = array(row, first + 5, Long[].class);
    String[] clientIds = array(row, first + 6, String[].class);
    String[] texts = array(row, first + 7, String[].class);
    @Nullable String[] more = array(row, first + 8, String[].class);
    return IntStream.range(0, seqs.length)
        .mapToObj(
            i ->
                MessageRow.message(
                    new MessageId(ids[i]),
                    room,
                    seqs[i],
                    clientIds[i],
                    new UserRef(new UserId(by[i]), names[i], UserKind.valueOf(kinds[i])),
                    texts[i],
                    Instant.ofEpochMilli(at[i]),
                    more[i]))
        .sorted(Comparator.comparingLong(Message::seq))
        .toList();
  }

  private static <T> T array(Readable row, int place, Class<T> type) {
    return present(row.get(place, type));
  }
}
