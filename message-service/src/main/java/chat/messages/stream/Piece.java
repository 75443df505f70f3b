package chat.messages.stream;

import chat.wire.Message;
import chat.wire.RoomId;
import java.util.List;

/**
 * Messages of a room as they were in one edition of its stream, none left out between the two ends.
 *
 * @param since excluded
 * @param until excluded
 * @param messages in the order of their seqs
 */
record Piece(Edition edition, long since, long until, List<Message> messages) {
  /** What comes before this is no seq: the piece goes to the end of the stream. */
  static final long END = Long.MAX_VALUE;

  Page page(RoomId room) {
    return new Page(room, edition.head(), messages);
  }
}
