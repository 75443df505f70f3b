package chat.load.restarts;

import chat.wire.RoomId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What has which number in which room, by the word of all who send and all who read. */
final class Ledger {
  private record Place(RoomId room, long seq) {}

  private final Map<Place, String> what = new ConcurrentHashMap<>();
  private final Map<String, Place> where = new ConcurrentHashMap<>();
  private final Map<RoomId, Long> acknowledged = new ConcurrentHashMap<>();
  private final Map<String, Place> sends = new ConcurrentHashMap<>();
  private final Collection<String> contradictions = new ConcurrentLinkedQueue<>();

  void acknowledged(RoomId room, long seq, String message) {
    acknowledged.merge(room, seq, Math::max);
    sends.put(message, new Place(room, seq));
    seen(room, seq, message);
  }

  void seen(RoomId room, long seq, String message) {
    Place place = new Place(room, seq);
    String before = what.putIfAbsent(place, message);
    if (before != null && !before.equals(message)) {
      complain("%d is %s for one and %s for another".formatted(seq, before, message));
    }
    Place other = where.putIfAbsent(message, place);
    if (other != null && !other.equals(place)) {
      complain("%s is there twice, at %d and at %d".formatted(message, other.seq(), seq));
    }
  }

  void complain(String about) {
    contradictions.add(about);
  }

  /** How far everybody must have seen. */
  long head(RoomId room) {
    return acknowledged.getOrDefault(room, 0L);
  }

  int sent() {
    return sends.size();
  }

  /** Nothing when all is well. */
  List<String> faults() {
    List<String> faults = new ArrayList<>(contradictions);
    what.values().stream()
        .filter(message -> !sends.containsKey(message))
        .forEach(message -> faults.add(message + " was sent by nobody, or twice"));
    return faults;
  }
}
