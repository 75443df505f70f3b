package chat.load.faults;

import chat.backing.Ports;
import chat.load.rig.Cpu;
import chat.load.rig.Machine;
import chat.load.rig.Node;
import chat.load.rig.Pause;
import chat.load.rig.Stage;
import chat.load.socket.Crowd;
import chat.load.socket.Memory;
import chat.load.socket.Stamp;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;

/**
 * A busy room by turns without and with somebody in it who reads a kilobyte a second: what it costs
 * the others and the heap, and how soon the slow one knows everything once it can read.
 */
final class SlowRun {
  private static final int LISTENERS = 50;
  private static final int LENGTH = 1_000;
  private static final Duration PACE = Duration.ofMillis(20);
  private static final int ROUNDS = 2;

  private final int firstPort;
  private final Duration time;
  private final Consumer<String> diary;
  private final Evidence evidence = new Evidence(1);
  private final RoomId room = evidence.rooms().getFirst();
  private final Map<String, Integer> refusals = new ConcurrentHashMap<>();

  /**
   * @param firstPort of four that are free
   * @param time of each turn
   */
  SlowRun(int firstPort, Duration time, Consumer<String> diary) {
    this.firstPort = firstPort;
    this.time = time;
    this.diary = diary;
  }

  /** What the slow ones have missed, doubled or disordered. */
  List<String> run() throws Exception {
    try (Stage stage = Stage.open(new Ports(firstPort, firstPort + 1, firstPort + 2))) {
      Node node = stage.node("one", firstPort + 3, Map.of("CHAT_LIVE_PAGE", "20000"));
      node.awaitReady();
      String join = "420[\"room:join\",{\"room\":\"%s\",\"since\":0}]".formatted(room);
      String auth = "{\"token\":\"" + token(stage) + "\"}";
      URI address = URI.create(node.address() + "/socket.io/");
      try (Crowd crowd = new Crowd(address, auth, List.of(join));
          Reader talker = reader(stage, URI.create(node.address()))) {
        crowd.grow(LISTENERS);
        measured("first, to warm up", node, crowd, talker);
        for (int round = 0; round < ROUNDS; round++) {
          measured("without", node, crowd, talker);
          List<String> faults = slowly(stage, node, crowd, talker);
          if (!faults.isEmpty()) {
            return faults;
          }
        }
        return List.of();
      }
    }
  }

  private List<String> slowly(Stage stage, Node node, Crowd crowd, Reader talker) throws Exception {
    try (Trickle network = new Trickle(node.port());
        Reader slow = reader(stage, network.address())) {
      measured("with a slow one", node, crowd, talker);
      int seen = slow.seen(room).size();
      long begin = System.nanoTime();
      network.widen();
      List<String> faults = evidence.faults(stage, List.of(slow));
      diary.accept(
          "the slow one had %d of %d, connected %d times, and all of them after %d ms"
              .formatted(
                  seen,
                  slow.seen(room).size(),
                  slow.connections(),
                  Duration.ofNanos(System.nanoTime() - begin).toMillis()));
      return faults;
    }
  }

  private void measured(String what, Node node, Crowd crowd, Reader talker)
      throws InterruptedException, SQLException, IOException {
    crowd.loop().submit(() -> crowd.latency().reset()).sync();
    refusals.clear();
    double cpu = Cpu.seconds(node.pid());
    talk(talker);
    double took = Cpu.seconds(node.pid()) - cpu;
    Histogram latency = crowd.loop().submit(() -> crowd.latency().copy()).sync().getNow();
    diary.accept(
        "%s: p50 %.1f ms, p99 %.1f ms of %d deliveries, %.1f CPU s, %.1f MB live, %.0f MB resident; refused %s; %s"
            .formatted(
                what,
                latency.getValueAtPercentile(50) / 1e6,
                latency.getValueAtPercentile(99) / 1e6,
                latency.getTotalCount(),
                took,
                Memory.live(node.pid()) / 1e6,
                Memory.resident(node.pid()) / 1e6,
                refusals,
                Machine.now()));
  }

  /** A message counts from when it should have been sent. */
  private void talk(Reader talker) {
    long begin = System.nanoTime();
    for (long due = begin; due - begin < time.toNanos(); due += PACE.toNanos()) {
      LockSupport.parkNanos(due - System.nanoTime());
      Map<String, ?> message =
          Map.of("room", room, "clientId", UUID.randomUUID(), "text", Stamp.text(due, LENGTH));
      var _ = talker.ask("chat:send", message).thenAccept(this::note);
    }
    Pause.of(Duration.ofSeconds(1));
  }

  private void note(JsonNode answer) {
    if (!answer.path("ok").asBoolean()) {
      refusals.merge(answer.at("/error/type").asString(), 1, Integer::sum);
      return;
    }
    JsonNode message = answer.path("message");
    evidence.note(
        room,
        new Acknowledged("sent " + message.path("id").asString(), message.path("seq").asLong()));
  }

  private Reader reader(Stage stage, URI address) {
    return new Reader(Reader.client(), List.of(address), token(stage), evidence.rooms());
  }

  private static String token(Stage stage) {
    return stage
        .tokens()
        .of(new UserRef(new UserId(UUID.randomUUID()), "somebody", UserKind.PERSON));
  }
}
