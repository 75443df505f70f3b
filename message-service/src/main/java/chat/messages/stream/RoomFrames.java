package chat.messages.stream;

import static chat.messages.stream.MessageRow.present;

import chat.wire.RoomId;
import chat.wire.frame.ServerFrame;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * All events of the streams, of whatever kind, as the sockets are told of them: nothing is left out
 * between two seqs, so whoever reads on from what they have seen lacks nothing. What has been
 * deleted since is told without its text.
 */
@Component
public class RoomFrames {
  private static final int HEAD = MessageRow.COLUMNS;
  private static final int KIND = HEAD + 1;
  private static final int EMOJI = HEAD + 2;
  private static final int GIVEN = HEAD + 3;
  private static final int FRAME = HEAD + 4;

  private static final String AFTER =
      """
      select %s, h.head, e.kind, e.emoji, e.given, e.frame
      from heads h
      -- not "limit $3", for which a plan may read and sort all that comes after
      left join lateral (
        select seq as first from events where room = $1 and seq > $2 order by seq limit 1
      ) b on true
      left join lateral (
        select * from stream where room = $1 and seq >= b.first and seq < b.first + $3 order by seq
      ) e on true
      where h.room = $1
      order by e.seq
      """
          .formatted(MessageRow.AS_IT_IS);

  private final DatabaseClient database;
  private final JsonMapper json = JsonMapper.shared();

  RoomFrames(DatabaseClient database) {
    this.database = database;
  }

  /**
   * A piece of a room's stream.
   *
   * @param head the room's last seq when it was read
   * @param frames in the order of their seqs, which has no gaps
   */
  public record Piece(long head, List<ServerFrame.Durable> frames) {}

  /** The first events after this seq, and the head at the same moment. */
  public Mono<Piece> after(RoomId room, long after, int limit) {
    return database
        .sql(AFTER)
        .bind(0, room.value())
        .bind(1, after)
        .bind(2, limit)
        .map(this::row)
        .all()
        .collectList()
        .map(RoomFrames::piece);
  }

  private static Piece piece(List<Row> rows) {
    long head = rows.isEmpty() ? 0 : rows.getFirst().head();
    return new Piece(
        head,
        rows.stream()
            .map(Row::frame)
            .flatMap(frame -> Optional.ofNullable(frame).stream())
            .toList());
  }

  private record Row(long head, ServerFrame.@Nullable Durable frame) {}

  private Row row(Readable row) {
    String kind = row.get(KIND, String.class);
    return new Row(present(row.get(HEAD, Long.class)), kind == null ? null : frame(kind, row));
  }

  private ServerFrame.Durable frame(String kind, Readable row) {
    RoomId room = MessageRow.room(row);
    long seq = MessageRow.seq(row);
    return switch (kind) {
      case "sent" -> new ServerFrame.ChatMessage(room, seq, MessageRow.message(row));
      case "edited" ->
          new ServerFrame.ChatEdited(
              room,
              seq,
              MessageRow.messageId(row),
              MessageRow.by(row),
              MessageRow.text(row),
              MessageRow.at(row));
      case "deleted" ->
          new ServerFrame.ChatDeleted(room, seq, MessageRow.messageId(row), MessageRow.by(row));
      case "reacted" ->
          new ServerFrame.ChatReacted(
              room,
              seq,
              MessageRow.messageId(row),
              MessageRow.by(row),
              present(row.get(EMOJI, String.class)),
              given(row));
      case "pinned" ->
          new ServerFrame.ChatPinned(
              room, seq, MessageRow.messageId(row), MessageRow.by(row), given(row));
      case "joined" -> told(row, ServerFrame.MemberJoined.class);
      case "left" -> told(row, ServerFrame.MemberLeft.class);
      case "updated" -> told(row, ServerFrame.RoomUpdated.class);
      default -> throw new IllegalStateException("The stream has an event of kind " + kind);
    };
  }

  private <T> T told(Readable row, Class<T> frame) {
    return json.readValue(present(row.get(FRAME, String.class)), frame);
  }

  private static boolean given(Readable row) {
    return present(row.get(GIVEN, Boolean.class));
  }
}
