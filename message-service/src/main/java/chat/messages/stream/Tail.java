package chat.messages.stream;

import chat.wire.Message;
import chat.wire.RoomId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The newest messages of a room, as they were in one edition of its stream.
 *
 * @param since of what comes after this seq nothing is left out
 * @param messages in the order of their seqs
 */
record Tail(Edition edition, long since, List<Message> messages) {
  private static final int EACH = 450;

  /** From what was read up to the end of the stream. */
  static Tail of(Piece piece) {
    return new Tail(piece.edition(), piece.since(), piece.messages());
  }

  /** About how many bytes it takes, counted high. */
  int weight() {
    return messages.stream().mapToInt(Tail::weight).sum() + EACH;
  }

  private static int weight(Message message) {
    return EACH + 2 * message.text().length();
  }

  /** Whether it says more than that one: of a newer edition, or of the same one further back. */
  boolean isBetterThan(Tail other) {
    return edition.equals(other.edition) ? since < other.since : edition.isAtLeast(other.edition);
  }

  /** Together with what comes right before it, when that piece does and is of the same edition. */
  Tail reachingBackWith(Piece piece) {
    if (!edition.equals(piece.edition()) || piece.until() <= since || piece.since() >= since) {
      return this;
    }
    List<Message> all =
        new ArrayList<>(piece.messages().subList(0, place(piece.messages(), since)));
    all.addAll(messages);
    return new Tail(edition, piece.since(), Collections.unmodifiableList(all));
  }

  /** As it is now. Nothing may have been forgotten meanwhile. */
  Tail with(News news) {
    Map<Long, Message> fresh =
        news.messages().stream().collect(Collectors.toMap(Message::seq, Function.identity()));
    List<Message> all = new ArrayList<>(messages.size() + fresh.size());
    messages.forEach(message -> all.add(fresh.getOrDefault(message.seq(), message)));
    news.messages().stream().filter(message -> message.seq() > edition.head()).forEach(all::add);
    return new Tail(news.edition(), since, Collections.unmodifiableList(all));
  }

  /** As much of its end as that many bytes hold. */
  Tail within(long bytes) {
    int from = messages.size();
    long left = bytes - EACH;
    while (from > 0 && left >= weight(messages.get(from - 1))) {
      from--;
      left -= weight(messages.get(from));
    }
    return from == 0
        ? this
        : new Tail(
            edition,
            messages.get(from - 1).seq(),
            List.copyOf(messages.subList(from, messages.size())));
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
    List<Message> between = between(after, before);
    return since <= after
        ? Optional.of(page(room, between.subList(0, Math.min(limit, between.size()))))
        : Optional.empty();
  }

  private List<Message> between(long after, long before) {
    int from = place(messages, after);
    return messages.subList(from, Math.max(from, place(messages, before - 1)));
  }

  /** How many of them come up to that seq, itself included. */
  private static int place(List<Message> messages, long seq) {
    int low = 0;
    int high = messages.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (messages.get(middle).seq() <= seq) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private Page page(RoomId room, List<Message> piece) {
    return new Page(room, edition.head(), List.copyOf(piece));
  }
}
