package chat.load.faults;

import chat.backing.Outage;
import chat.backing.Ports;
import chat.backing.Redis;
import chat.load.rig.Node;
import chat.load.rig.Stage;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import java.net.URI;
import java.net.http.HttpClient;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Fifty people talk over sockets on two instances, each with a log of every room, while an instance
 * is killed, Redis is away, the network of one of them hangs, and others change to the other
 * instance.
 */
final class TalkRun {
  private static final int ROOMS = 3;
  private static final int TALKERS = 50;

  /** A hanging network is noticed soon, by either side. */
  private static final String BEAT = "3s";

  private final long seed;
  private final int firstPort;
  private final Duration pace;
  private final Consumer<String> diary;
  private final Evidence evidence = new Evidence(ROOMS);
  private final AtomicLong repeated = new AtomicLong();

  /**
   * @param firstPort of five that are free
   * @param pace how often each says something
   */
  TalkRun(long seed, int firstPort, Duration pace, Consumer<String> diary) {
    this.seed = seed;
    this.firstPort = firstPort;
    this.pace = pace;
    this.diary = diary;
  }

  FaultRun.Verdict run(Duration time) throws Exception {
    Ports ports = new Ports(firstPort, firstPort + 1, firstPort + 2);
    try (Stage stage = Stage.open(ports);
        Outage redis = before(stage.backing().redis())) {
      Map<String, String> settings = settings(stage, redis);
      Node one = stage.node("one", firstPort + 3, settings);
      Node two = stage.node("two", firstPort + 4, settings);
      one.awaitReady();
      two.awaitReady();
      diary.accept("ready; the logs are in " + stage.logs());
      try (Outage network = Outage.before("127.0.0.1", one.port())) {
        return run(stage, List.of(one, two), redis, network, time);
      }
    }
  }

  private FaultRun.Verdict run(
      Stage stage, List<Node> nodes, Outage redis, Outage network, Duration time) throws Exception {
    AtomicBoolean goOn = new AtomicBoolean(true);
    HttpClient http = Reader.client();
    List<Reader> sockets = new ArrayList<>();
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < TALKERS; i++) {
        Reader socket = socket(stage, http, addresses(nodes, network, i));
        sockets.add(socket);
        Talker talker = new Talker(seed * 1000 + i, socket, evidence, pace, repeated);
        work.add(workers.submit(() -> talk(talker, goOn)));
      }
      new TalkFaults(nodes.getLast(), redis, network, sockets, diary).happen(time);
      goOn.set(false);
      for (Future<?> each : work) {
        await(each);
      }
      diary.accept("everything is acknowledged");
      List<String> faults = evidence.faults(stage, sockets);
      return new FaultRun.Verdict(
          evidence.events(stage),
          repeated.get(),
          sockets.stream().mapToInt(Reader::connections).sum(),
          faults);
    } finally {
      goOn.set(false);
      sockets.forEach(Reader::close);
    }
  }

  /** The first one reaches its instance over the network that hangs. */
  private static List<URI> addresses(List<Node> nodes, Outage network, int number) {
    URI one = URI.create(nodes.getFirst().address());
    URI two = URI.create(nodes.getLast().address());
    if (number == 0) {
      return List.of(URI.create("http://%s:%d".formatted(network.host(), network.port())), two);
    }
    return number % 2 == 0 ? List.of(one, two) : List.of(two, one);
  }

  private Reader socket(Stage stage, HttpClient http, List<URI> addresses) {
    UserRef talker = new UserRef(new UserId(UUID.randomUUID()), "talker", UserKind.PERSON);
    return new Reader(http, addresses, stage.tokens().of(talker), evidence.rooms());
  }

  private static Void talk(Talker talker, AtomicBoolean goOn) throws InterruptedException {
    talker.talk(goOn::get);
    return null;
  }

  private static void await(Future<?> work) throws InterruptedException {
    try {
      work.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Somebody could not go on talking", e);
    }
  }

  private static Outage before(Redis redis) {
    return Outage.before(redis.host(), redis.port());
  }

  private static Map<String, String> settings(Stage stage, Outage redis) {
    return Map.of(
        "SPRING_DATA_REDIS_URL",
        stage.backing().redis().at(redis.host(), redis.port()).url(),
        "CHAT_LIVE_PAGE",
        "5000",
        "CHAT_LIVE_PINGINTERVAL",
        BEAT,
        "CHAT_LIVE_PINGTIMEOUT",
        BEAT);
  }
}
