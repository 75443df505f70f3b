package chat.messages.stream;

import chat.wire.Message;
import chat.wire.RoomId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The newest messages of a room, as they were in one edition of its stream.
 *
 * @param since of what comes after this seq nothing is left out
 * @param messages in the order of their seqs
 */
record Tail(Edition edition, long since, List<Message> messages) {
  private static final int EACH = 800;

  /** About how many bytes it takes, counted high. */
  int weight() {
    return messages.stream().mapToInt(message -> EACH + 2 * message.text().length()).sum() + EACH;
  }

  boolean isLongerThan(Tail other) {
    return edition.equals(other.edition) && since < other.since;
  }

  Page all(RoomId room) {
    return page(room, messages);
  }

  /** The newest messages between the two, when they are all here. */
  Optional<Page> before(RoomId room, long after, long before, int limit) {
    List<Message> between = between(after, before);
    return between.size() >= limit || since <= after
        ? Optional.of(
            page(room, between.subList(Math.max(0, between.size() - limit), between.size())))
        : Optional.empty();
  }

  /** The oldest messages between the two, when they are all here. */
  Optional<Page> after(RoomId room, long after, long before, int limit) {
    return since <= after
        ? Optional.of(page(room, between(after, before).stream().limit(limit).toList()))
        : Optional.empty();
  }

  private List<Message> between(long after, long before) {
    Predicate<Message> isBetween = message -> message.seq() > after && message.seq() < before;
    return messages.stream().filter(isBetween).toList();
  }

  private Page page(RoomId room, List<Message> piece) {
    return new Page(room, edition.head(), List.copyOf(piece));
  }
}
