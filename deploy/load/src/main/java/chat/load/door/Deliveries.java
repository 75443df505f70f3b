package chat.load.door;

import chat.load.rig.Cpu;
import chat.load.rig.Pause;
import chat.load.rig.Stage;
import chat.load.rig.Warmth;
import chat.load.socket.Crowd;
import chat.load.socket.Memory;
import chat.load.socket.Stamp;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** One room in which all sockets hear what some of them say, by one way in or another. */
final class Deliveries {
  static final String HEAD =
      "| deliveries to %d sockets | per second | p50 ms | p99 ms | CPU s per million: door | service behind it | database | lost |%n|---|---|---|---|---|---|---|---|%n";

  private static final int LENGTH = 200;
  private static final int ON_THEIR_WAY = 16;
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Stage stage;
  private final long database;
  private final int sockets;
  private final double perSecond;
  private final Duration time;
  private final String ways;
  private long said;

  /**
   * @param perSecond deliveries, at moderate load
   * @param ways a part of the names of those that are measured
   */
  Deliveries(Stage stage, int sockets, double perSecond, Duration time, String ways)
      throws SQLException {
    this.stage = stage;
    this.database = stage.databasePid();
    this.sockets = sockets;
    this.perSecond = perSecond;
    this.time = time;
    this.ways = ways;
  }

  /** Two rows of the table, or none if nobody wants to know. */
  List<String> hear(String what, int port, long door, long service) throws Exception {
    if (!what.contains(ways)) {
      return List.of();
    }
    UUID room = UUID.randomUUID();
    try (Crowd crowd = crowd(port, room)) {
      crowd.grow(sockets);
      said = 0;
      Runnable flood = () -> flood(crowd, room, () -> Pause.of(time));
      Runnable talk = () -> talk(crowd, room);
      flood(crowd, room, () -> warmUp(door, service));
      return List.of(
          measured(what + ", saturated", crowd, door, service, flood),
          measured(what + ", moderate", crowd, door, service, talk));
    }
  }

  private interface Count {
    long now() throws InterruptedException;
  }

  private String measured(String what, Crowd crowd, long door, long service, Runnable work)
      throws InterruptedException {
    Count delivered = () -> crowd.loop().submit(crowd::delivered).sync().getNow();
    crowd.loop().submit(() -> crowd.latency().reset()).sync();
    long saidBefore = said;
    long before = delivered.now();
    double doorBefore = Cpu.seconds(door);
    double serviceBefore = Cpu.seconds(service);
    double databaseBefore = Cpu.seconds(database);
    long begin = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - begin) / 1e9;
    long heard = delivered.now() - before;
    var latency = crowd.loop().submit(() -> crowd.latency().copy()).sync().getNow();
    return String.format(
        Locale.ROOT,
        "| %s | %.0f | %.1f | %.1f | %.2f | %.2f | %.2f | %d |",
        what,
        heard / seconds,
        latency.getValueAtPercentile(50) / 1e6,
        latency.getValueAtPercentile(99) / 1e6,
        (door == service ? 0 : Cpu.seconds(door) - doorBefore) * 1e6 / heard,
        (Cpu.seconds(service) - serviceBefore) * 1e6 / heard,
        (Cpu.seconds(database) - databaseBefore) * 1e6 / heard,
        (said - saidBefore) * sockets - heard);
  }

  /** Some messages are always on their way. */
  private void flood(Crowd crowd, UUID room, Runnable meanwhile) {
    onLoop(crowd, () -> crowd.onProgress(() -> fill(crowd, room)));
    onLoop(crowd, () -> fill(crowd, room));
    meanwhile.run();
    onLoop(crowd, () -> crowd.onProgress(() -> {}));
    awaitArrival(crowd);
  }

  private void fill(Crowd crowd, UUID room) {
    while (said - crowd.delivered() / sockets < ON_THEIR_WAY) {
      say(crowd, room, System.nanoTime());
    }
  }

  /** A message counts from when it should have been sent. */
  private void talk(Crowd crowd, UUID room) {
    long pause = (long) (1e9 * sockets / perSecond);
    long begin = System.nanoTime();
    for (long due = begin; due - begin < time.toNanos(); due += pause) {
      LockSupport.parkNanos(due - System.nanoTime());
      long stamp = due;
      onLoop(crowd, () -> say(crowd, room, stamp));
    }
    awaitArrival(crowd);
  }

  /** What one socket says is stored one after the other, so not all of it is said by one. */
  private void say(Crowd crowd, UUID room, long stamp) {
    said++;
    crowd
        .member((int) (said % ON_THEIR_WAY))
        .say(
            "42[\"chat:send\",{\"room\":\"%s\",\"clientId\":\"%s\",\"text\":\"%s\"}]"
                .formatted(room, UUID.randomUUID(), Stamp.text(stamp, LENGTH)));
  }

  /** A JVM that has just begun is not what is measured. */
  private void warmUp(long door, long service) {
    Pause.of(time);
    Warmth.await(LONGEST, service);
    Warmth.await(LONGEST, door);
  }

  /** Until everything has arrived, or nothing comes any more. */
  private void awaitArrival(Crowd crowd) {
    long[] now = {0};
    long last = -1;
    while (now[0] != last && now[0] < said * sockets) {
      last = now[0];
      Pause.of(Duration.ofMillis(500));
      onLoop(crowd, () -> now[0] = crowd.delivered());
    }
  }

  private static void onLoop(Crowd crowd, Runnable task) {
    crowd.loop().submit(task).syncUninterruptibly();
  }

  /** Bytes of live heap that one idle socket takes at the door. */
  String weigh(String what, int port, long door, int many) throws Exception {
    try (Crowd crowd = crowd(port, UUID.randomUUID())) {
      crowd.grow(100);
      long before = Memory.live(door);
      crowd.grow(100 + many);
      return String.format(
          Locale.ROOT,
          "| %s | %d | %.1f | %d |",
          what,
          many,
          (Memory.live(door) - before) / 1024.0 / many,
          crowd.lostOnes());
    }
  }

  private Crowd crowd(int port, UUID room) {
    UserRef user = new UserRef(new UserId(UUID.randomUUID()), "crowd", UserKind.PERSON);
    return new Crowd(
        URI.create("http://127.0.0.1:" + port + "/socket.io/"),
        "{\"token\":\"" + stage.tokens().of(user) + "\"}",
        List.of("420[\"room:join\",{\"room\":\"%s\",\"since\":0}]".formatted(room)));
  }
}
