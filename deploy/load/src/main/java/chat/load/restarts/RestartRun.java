package chat.load.restarts;

import chat.backing.Ports;
import chat.load.rig.Node;
import chat.load.rig.Stage;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One run: two gateways before two instances of message-service, each restarted in its turn. */
final class RestartRun {
  private static final int CLIENTS_IN_A_ROOM = 50;
  private static final int SENDERS = 10;
  private static final int AT_ONCE = 50;
  private static final Duration SETTLING = Duration.ofSeconds(60);

  private final int clients;
  private final int firstPort;
  private final Consumer<String> diary;
  private final List<RoomId> rooms;
  private final Ledger ledger = new Ledger();
  private final Absences absences = new Absences();
  private volatile Absences ofThisRestart = new Absences();
  private final AtomicLong repeated = new AtomicLong();

  /**
   * @param firstPort of nine that are free
   */
  RestartRun(int clients, int firstPort, Consumer<String> diary) {
    this.clients = clients;
    this.firstPort = firstPort;
    this.diary = diary;
    this.rooms =
        Stream.generate(() -> new RoomId(UUID.randomUUID()))
            .limit(Math.max(1, clients / CLIENTS_IN_A_ROOM))
            .toList();
  }

  /**
   * What came of it.
   *
   * @param repeated how often a sender had to say something again
   * @param toldTwice how often a client heard what it knew, and saw so by the number
   * @param faults nothing when all is well
   */
  record Verdict(int sent, long repeated, long toldTwice, Absences absences, List<String> faults) {}

  /**
   * @param all whether each instance is restarted, or one of each kind
   */
  Verdict run(boolean all) throws Exception {
    try (Stage stage = Stage.open(new Ports(firstPort, firstPort + 1, firstPort + 2))) {
      List<Node> nodes =
          List.of(
              stage.node("one", firstPort + 3, Map.of()),
              stage.node("two", firstPort + 4, Map.of()));
      List<Node> gateways =
          List.of(
              stage.gateway("east", firstPort + 5, firstPort + 6, nodes, Map.of()),
              stage.gateway("west", firstPort + 7, firstPort + 8, nodes, Map.of()));
      nodes.forEach(Node::awaitReady);
      gateways.forEach(Node::awaitReady);
      diary.accept("ready; the logs are in " + stage.logs());
      List<Node> restarted =
          all
              ? Stream.concat(nodes.stream(), gateways.stream()).toList()
              : List.of(nodes.getLast(), gateways.getLast());
      return run(stage, gateways.stream().map(Node::address).map(URI::create).toList(), restarted);
    }
  }

  private Verdict run(Stage stage, List<URI> gateways, List<Node> restarted) throws Exception {
    AtomicBoolean goOn = new AtomicBoolean(true);
    List<Follower> followers = new ArrayList<>();
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, clients)
          .mapToObj(i -> follower(stage, http, clock, gateways, i))
          .forEach(followers::add);
      connect(followers);
      diary.accept(clients + " clients have their rooms open");
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        Sender sender = new Sender(http, gateways, token(stage, "sender"), rooms, ledger, repeated);
        work.add(workers.submit(() -> send(sender, goOn)));
      }
      for (Node each : restarted) {
        restart(each, followers);
      }
      goOn.set(false);
      await(work);
      Verdict verdict = verdict(followers);
      followers.forEach(Follower::close);
      return verdict;
    } finally {
      goOn.set(false);
      followers.forEach(Follower::close);
    }
  }

  private Follower follower(
      Stage stage,
      HttpClient http,
      ScheduledExecutorService clock,
      List<URI> gateways,
      int number) {
    RoomId room = rooms.get(number % rooms.size());
    String token = token(stage, "reader");
    return new Follower(http, clock, gateways, number, token, room, ledger, () -> ofThisRestart);
  }

  private static String token(Stage stage, String name) {
    return stage.tokens().of(new UserRef(new UserId(UUID.randomUUID()), name, UserKind.PERSON));
  }

  private static Void send(Sender sender, AtomicBoolean goOn) throws InterruptedException {
    sender.send(goOn::get);
    return null;
  }

  private static void connect(List<Follower> followers) {
    for (int i = 0; i < followers.size(); i++) {
      followers.get(i).connect();
      if (i % AT_ONCE == AT_ONCE - 1) {
        awaitAll(followers.subList(0, i + 1));
      }
    }
    awaitAll(followers);
  }

  private void restart(Node node, List<Follower> followers) {
    diary.accept(node.name() + " is asked to stop");
    ofThisRestart = new Absences();
    long begun = System.nanoTime();
    node.stop();
    diary.accept(
        "%s has gone after %d ms and starts again"
            .formatted(node.name(), Duration.ofNanos(System.nanoTime() - begun).toMillis()));
    node.restart();
    node.awaitReady();
    awaitAll(followers);
    diary.accept(node.name() + " is ready and everybody is there; " + ofThisRestart);
    absences.add(ofThisRestart);
  }

  private static void awaitAll(List<Follower> followers) {
    if (!within(() -> followers.stream().allMatch(Follower::isThere))) {
      throw new IllegalStateException(
          "%d of %d clients are not back"
              .formatted(
                  followers.stream().filter(follower -> !follower.isThere()).count(),
                  followers.size()));
    }
  }

  private static void await(List<Future<?>> work) throws InterruptedException {
    for (Future<?> each : work) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("A sender could not go on", e);
      }
    }
  }

  /** What is on its way may arrive; what has not by then, never will. */
  private Verdict verdict(List<Follower> followers) {
    within(() -> followers.stream().noneMatch(this::lacksSomething));
    List<String> faults = new ArrayList<>(ledger.faults());
    followers.stream()
        .filter(this::lacksSomething)
        .map(f -> "One has seen %d of %d events".formatted(f.last(), ledger.head(f.room())))
        .forEach(faults::add);
    return new Verdict(
        ledger.sent(),
        repeated.get(),
        followers.stream().mapToLong(Follower::repeated).sum(),
        absences,
        faults);
  }

  private boolean lacksSomething(Follower follower) {
    return follower.last() < ledger.head(follower.room());
  }

  private static boolean within(BooleanSupplier condition) {
    Instant end = Instant.now().plus(SETTLING);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        return false;
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    return true;
  }
}
