package chat.messages.live;

import chat.messages.dialect.Dialect;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * What a socket has had no room for of which only the last value counts: who is here, how far
 * somebody has read. It is bounded; what waits longest goes first.
 */
final class Latest {
  private static final int MOST = 200;

  private record Kept(Told told, Dialect dialect) {}

  private final Map<String, Kept> waiting = new LinkedHashMap<>(2);

  /** Whether an older one of its kind waits, whose place it then has taken. */
  synchronized boolean takes(Told told, Dialect dialect) {
    Optional<String> older = told.key().filter(waiting::containsKey);
    older.ifPresent(key -> waiting.put(key, new Kept(told, dialect)));
    return older.isPresent();
  }

  /** Until there is room; what has no last value is let go. */
  synchronized void keep(Told told, Dialect dialect) {
    told.key()
        .ifPresent(
            key -> {
              waiting.put(key, new Kept(told, dialect));
              if (waiting.size() > MOST) {
                waiting.remove(waiting.keySet().iterator().next());
              }
            });
  }

  /** As much as is taken now; the rest goes on waiting. */
  synchronized void say(BiPredicate<Told, Dialect> offer) {
    Iterator<Kept> next = waiting.values().iterator();
    boolean room = true;
    while (room && next.hasNext()) {
      Kept kept = next.next();
      room = offer.test(kept.told(), kept.dialect());
      if (room) {
        next.remove();
      }
    }
  }
}
