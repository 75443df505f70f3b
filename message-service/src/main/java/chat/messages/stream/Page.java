package chat.messages.stream;

import chat.wire.Message;
import chat.wire.RoomId;
import java.util.List;

/**
 * A piece of a room's stream.
 *
 * @param head the room's last seq when the page was read; 0 while nothing has happened there
 * @param messages in the order of their seqs
 */
public record Page(RoomId room, long head, List<Message> messages) {
  /** Of a room in which nothing has happened. */
  static Page ofNothing(RoomId room) {
    return new Page(room, 0, List.of());
  }
}
