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
import java.net.URI;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** One run from start to end: its faults, its writers, its readers and the verdict. */
final class FaultRun {
  private static final int ROOMS = 4;
  private static final int WRITERS = 12;

  private final long seed;
  private final int firstPort;
  private final Consumer<String> diary;
  private final Evidence evidence = new Evidence(ROOMS);

  /**
   * @param firstPort of seven that are free
   */
  FaultRun(long seed, int firstPort, Consumer<String> diary) {
    this.seed = seed;
    this.firstPort = firstPort;
    this.diary = diary;
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
    List<RoomId> rooms = evidence.rooms();
    AtomicBoolean goOn = new AtomicBoolean(true);
    HttpClient http = Reader.client();
    List<Reader> readers =
        List.of(
            reader(stage, http, nodes),
            reader(stage, http, nodes.reversed()),
            reader(stage, http, nodes));
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        RoomNews news = new RoomNews(seed, stage.backing().amqp(), rooms, evidence::note)) {
      List<Future<?>> work = new ArrayList<>();
      IntStream.range(0, WRITERS)
          .mapToObj(i -> new Writer(i, seed, api, stage.tokens(), rooms, evidence::note))
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

  private Verdict verdict(Stage stage, Api api, List<Reader> readers) throws SQLException {
    List<String> faults = evidence.faults(stage, readers);
    return new Verdict(
        evidence.events(stage),
        api.repeated(),
        readers.stream().mapToInt(Reader::connections).sum(),
        faults);
  }

  private Reader reader(Stage stage, HttpClient http, List<Node> nodes) {
    List<URI> sockets = nodes.stream().map(Node::address).map(URI::create).toList();
    UserRef reader = new UserRef(new UserId(UUID.randomUUID()), "reader", UserKind.PERSON);
    return new Reader(http, sockets, stage.tokens().of(reader), evidence.rooms());
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
