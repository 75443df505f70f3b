package chat.wire.frame;

import chat.wire.Message;
import chat.wire.RoomId;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands beside {@code ok: true} in the {@link Ack} of a client's event. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Result {
  /** It is done, and there is nothing more to say. */
  record Nothing() implements Result {}

  /** To what sends or changes a message: the message as it is now. */
  record Changed(Message message) implements Result {}

  /**
   * To {@code room:join} and {@code room:create}: the room at a position.
   *
   * @param head the seq of the last event below; what comes later is told live
   * @param complete whether the events begin right after what the client has seen; if not, it
   *     forgets that, begins with these and asks the history for earlier ones
   */
  record Opened(Room room, long head, boolean complete, List<Event> events) implements Result {}

  /**
   * @param code absent when the room was not opened by one
   * @param createdAt absent when the room was not opened by a code
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Room(RoomId id, @Nullable String code, @Nullable Instant createdAt) {}

  /** One event of a room's stream, named as the sockets are told of it. */
  record Event(String event, ServerFrame.Durable data) {
    public static Event of(ServerFrame.Durable frame) {
      return new Event(frame.type(), frame);
    }
  }

  /** To {@code sync}: each room from its position on, as in {@link Opened}. */
  record Synced(List<Piece> rooms) implements Result {}

  record Piece(RoomId room, long head, boolean complete, List<Event> events) {}

  /** To {@code chat:history}: messages as they are now, in the order of their seqs. */
  record History(RoomId room, long head, List<Message> messages) implements Result {}

  /** To {@code chat:read}: what is left to read. */
  record Unread(RoomId room, long head, long read, long unread, long mentions) implements Result {}
}
