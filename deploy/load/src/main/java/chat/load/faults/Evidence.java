package chat.load.faults;

import chat.load.rig.Pause;
import chat.load.rig.Stage;
import chat.wire.RoomId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** What was acknowledged in the rooms of a run, held against the table and against its readers. */
final class Evidence {
  private static final Duration SETTLING = Duration.ofSeconds(60);

  private final List<RoomId> rooms;
  private final Map<RoomId, List<Acknowledged>> acknowledged = new ConcurrentHashMap<>();

  Evidence(int rooms) {
    this.rooms = Stream.generate(() -> new RoomId(UUID.randomUUID())).limit(rooms).toList();
  }

  List<RoomId> rooms() {
    return rooms;
  }

  void note(RoomId room, Acknowledged what) {
    acknowledged.computeIfAbsent(room, key -> new CopyOnWriteArrayList<>()).add(what);
  }

  long events(Stage stage) throws SQLException {
    long events = 0;
    for (RoomId room : rooms) {
      events += stored(stage, room).size();
    }
    return events;
  }

  /** What is on its way may arrive; what has not by then, never will. */
  List<String> faults(Stage stage, List<Reader> readers) throws SQLException {
    Instant end = Instant.now().plus(SETTLING);
    List<String> faults = faultsNow(stage, readers);
    while (!faults.isEmpty() && Instant.now().isBefore(end)) {
      Pause.of(Duration.ofMillis(500));
      faults = faultsNow(stage, readers);
    }
    return faults;
  }

  private List<String> faultsNow(Stage stage, List<Reader> readers) throws SQLException {
    List<String> faults = new ArrayList<>();
    readers.forEach(reader -> faults.addAll(reader.complaints()));
    for (RoomId room : rooms) {
      Map<String, List<Event>> views = new LinkedHashMap<>();
      views.put("the table", stored(stage, room));
      for (int i = 0; i < readers.size(); i++) {
        views.put("reader " + i, readers.get(i).seen(room));
      }
      faults.addAll(Checker.faults(acknowledged.getOrDefault(room, List.of()), views));
    }
    return faults;
  }

  private static List<Event> stored(Stage stage, RoomId room) throws SQLException {
    List<Event> events = new ArrayList<>();
    try (var connection = stage.connect();
        var sql =
            connection.prepareStatement(
                """
                select seq, case when kind = 'reacted' and not given then 'unreacted' else kind end
                       || ' ' || coalesce(message, by_id)
                from events where room = ? order by seq
                """)) {
      sql.setObject(1, room.value());
      try (var rows = sql.executeQuery()) {
        while (rows.next()) {
          events.add(new Event(rows.getLong(1), rows.getString(2)));
        }
      }
    }
    return events;
  }
}
