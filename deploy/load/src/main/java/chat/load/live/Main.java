package chat.load.live;

import chat.backing.Ports;
import chat.load.rig.Cpu;
import chat.load.rig.Node;
import chat.load.rig.Stage;
import chat.load.socket.Crowd;
import chat.load.socket.Memory;
import chat.load.socket.Stamp;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Sockets of one person in one room of the real service, which then talks to all of them, each
 * message stored before it is told.
 *
 * <p>Arguments: how many sockets (15000), messages a second (2), for how many seconds (20).
 */
final class Main {
  private static final Ports PORTS = new Ports(22_432, 22_379, 22_673);
  private static final int PORT = 22_320;
  private static final double MILLION = 1_000_000;

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    int sockets = number(arguments, 0, 15_000);
    int rate = number(arguments, 1, 2);
    Duration time = Duration.ofSeconds(number(arguments, 2, 20));
    try (Stage stage = Stage.open(PORTS);
        Node node = stage.node("one", PORT, Map.of())) {
      node.awaitReady();
      UUID room = UUID.randomUUID();
      UserRef user = new UserRef(new UserId(UUID.randomUUID()), "ada", UserKind.PERSON);
      String auth = "{\"token\":\"%s\"}".formatted(stage.tokens().of(user));
      String join = "420[\"room:join\",{\"room\":\"%s\"}]".formatted(room);
      URI address = URI.create("http://127.0.0.1:" + PORT + "/socket.io/");
      try (Crowd crowd = new Crowd(address, auth, List.of(join))) {
        weigh(node, crowd, sockets);
        talk(node, crowd, room, sockets, rate, time);
      }
    }
    System.exit(0);
  }

  private static void weigh(Node node, Crowd crowd, int sockets) throws Exception {
    crowd.grow(1);
    long empty = Memory.live(node.pid());
    long resident = Memory.resident(node.pid());
    Duration connecting = crowd.grow(sockets);
    System.out.printf(
        "%d sockets in a room: %.1f KB live, %.1f KB resident each, %.1f s to connect, %d lost%n",
        sockets,
        (Memory.live(node.pid()) - empty) / 1024.0 / sockets,
        (Memory.resident(node.pid()) - resident) / 1024.0 / sockets,
        connecting.toMillis() / 1000.0,
        crowd.lostOnes());
  }

  private static void talk(Node node, Crowd crowd, UUID room, int sockets, int rate, Duration time)
      throws InterruptedException {
    double cpu = Cpu.seconds(node.pid());
    long pause = TimeUnit.SECONDS.toNanos(1) / rate;
    long begin = System.nanoTime();
    int said = 0;
    for (long due = begin; due - begin < time.toNanos(); due += pause) {
      LockSupport.parkNanos(due - System.nanoTime());
      String text = Stamp.text(due, 200);
      String packet =
          "421[\"chat:send\",{\"room\":\"%s\",\"clientId\":\"m%d\",\"text\":\"%s\"}]"
              .formatted(room, said++, text);
      crowd.loop().execute(() -> crowd.member(0).say(packet));
    }
    Thread.sleep(Duration.ofSeconds(2));
    long delivered = crowd.loop().submit(crowd::delivered).sync().getNow();
    Histogram latency = crowd.loop().submit(() -> crowd.latency().copy()).sync().getNow();
    System.out.printf(
        "%d messages a second: %d of %d deliveries, p50 %.1f ms, p99 %.1f ms, CPU s/10^6 %.2f%n",
        rate,
        delivered,
        (long) said * sockets,
        latency.getValueAtPercentile(50) / MILLION,
        latency.getValueAtPercentile(99) / MILLION,
        (Cpu.seconds(node.pid()) - cpu) / delivered * MILLION);
  }

  private static int number(String[] arguments, int at, int otherwise) {
    return arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise;
  }
}
