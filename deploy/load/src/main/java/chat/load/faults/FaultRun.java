package chat.load.faults;

import chat.backing.Amqp;
import chat.backing.Outage;
import chat.backing.Ports;
import chat.backing.Redis;
import chat.load.rig.Node;
import chat.load.rig.Stage;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One run from start to end: its faults, its writers, its readers and the verdict. */
final class FaultRun {
  private static final int ROOMS = 4;
  private static final int WRITERS = 12;
  private static final Duration SETTLING = Duration.ofSeconds(60);

  private final long seed;
  private final int firstPort;
  private final Consumer<String> diary;
  private final List<RoomId> rooms;
  private final Map<RoomId, List<Acknowledged>> acknowledged = new ConcurrentHashMap<>();

  /**
   * @param firstPort of seven that are free
   */
  FaultRun(long seed, int firstPort, Consumer<String> diary) {
    this.seed = seed;
    this.firstPort = firstPort;
    this.diary = diary;
    this.rooms = Stream.generate(() -> new RoomId(UUID.randomUUID())).limit(ROOMS).toList();
  }

  /**
   * What came of it.
   *
   * @param repeated how often a writer had to ask again
   * @param faults nothing when all is well
   */
  record Verdict(long events, long repeated, int connections, List<String> faults) {}

  Verdict run(Duration time) throws Exception {
    Ports ports = new Ports(firstPort, firstPort + 1, firstPort + 2);
    try (Stage stage = Stage.open(ports);
        Outage redis = before(stage.backing().redis());
        Outage broker = before(stage.backing().amqp())) {
      Map<String, String> through = through(stage, redis, broker);
      Node one = stage.node("one", firstPort + 3, through);
      Node two = stage.node("two", firstPort + 4, through);
      one.awaitReady();
      two.awaitReady();
      diary.accept("ready; the logs are in " + stage.logs());
      return run(stage, new Faults(stage, two, redis, broker, diary), List.of(one, two), time);
    }
  }

  private Verdict run(Stage stage, Faults faults, List<Node> nodes, Duration time)
      throws Exception {
    Api api = new Api(nodes);
    AtomicBoolean goOn = new AtomicBoolean(true);
    List<Reader> readers =
        List.of(reader(stage, nodes), reader(stage, nodes.reversed()), reader(stage, nodes));
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        RoomNews news = new RoomNews(seed, stage.backing().amqp(), rooms, this::note)) {
      List<Future<?>> work = new ArrayList<>();
      IntStream.range(0, WRITERS)
          .mapToObj(i -> new Writer(i, seed, api, stage.tokens(), rooms, this::note))
          .forEach(writer -> work.add(workers.submit(() -> write(writer, goOn))));
      work.add(workers.submit(() -> tell(news, goOn)));
      faults.happen(time);
      goOn.set(false);
      await(work);
      diary.accept("all writers have been answered");
      return verdict(stage, api, readers);
    } finally {
      goOn.set(false);
      readers.forEach(Reader::close);
    }
  }

  private static Void write(Writer writer, AtomicBoolean goOn) throws InterruptedException {
    writer.write(goOn::get);
    return null;
  }

  private static Void tell(RoomNews news, AtomicBoolean goOn) throws Exception {
    news.tell(goOn::get);
    return null;
  }

  private static void await(List<Future<?>> work) throws InterruptedException {
    for (Future<?> each : work) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("A writer could not go on", e);
      }
    }
  }

  /** What is on its way may arrive; what has not by then, never will. */
  private Verdict verdict(Stage stage, Api api, List<Reader> readers) throws SQLException {
    Instant end = Instant.now().plus(SETTLING);
    List<String> faults = faults(stage, readers);
    while (!faults.isEmpty() && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
      faults = faults(stage, readers);
    }
    long events = 0;
    for (RoomId room : rooms) {
      events += stored(stage, room).size();
    }
    return new Verdict(
        events, api.repeated(), readers.stream().mapToInt(Reader::connections).sum(), faults);
  }

  private List<String> faults(Stage stage, List<Reader> readers) throws SQLException {
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

  private void note(RoomId room, Acknowledged what) {
    acknowledged.computeIfAbsent(room, key -> new CopyOnWriteArrayList<>()).add(what);
  }

  private Reader reader(Stage stage, List<Node> nodes) {
    UserRef reader = new UserRef(new UserId(UUID.randomUUID()), "reader", UserKind.PERSON);
    return new Reader(nodes, stage.tokens().of(reader), rooms);
  }

  private static Outage before(Redis redis) {
    return Outage.before(redis.host(), redis.port());
  }

  private static Outage before(Amqp broker) {
    return Outage.before(broker.host(), broker.port());
  }

  /** The nodes see Redis and the broker through what can be cut; the run itself does not. */
  private static Map<String, String> through(Stage stage, Outage redis, Outage broker) {
    return Map.of(
        "SPRING_DATA_REDIS_URL",
        stage.backing().redis().at(redis.host(), redis.port()).url(),
        "SPRING_RABBITMQ_HOST",
        broker.host(),
        "SPRING_RABBITMQ_PORT",
        Integer.toString(broker.port()),
        "CHAT_LIVE_PAGE",
        "5000");
  }
}
