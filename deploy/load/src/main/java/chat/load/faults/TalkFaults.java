package chat.load.faults;

import chat.backing.Outage;
import chat.load.rig.Node;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** What is broken while people talk over sockets; three tenths of the time Redis is away. */
final class TalkFaults {
  private final Node victim;
  private final Outage redis;
  private final Outage network;
  private final List<Reader> sockets;
  private final Consumer<String> diary;

  /**
   * @param network of a single client
   */
  TalkFaults(
      Node victim, Outage redis, Outage network, List<Reader> sockets, Consumer<String> diary) {
    this.victim = victim;
    this.redis = redis;
    this.network = network;
    this.sockets = sockets;
    this.diary = diary;
  }

  /** Spread over the time. */
  void happen(Duration time) {
    Duration part = time.dividedBy(10);
    pass(part);
    diary.accept("Redis is away");
    redis.cut();
    pass(part);
    diary.accept("the network of one client hangs");
    network.stall();
    change(1);
    pass(part.multipliedBy(2));
    diary.accept("Redis is back");
    redis.restore();
    pass(part);
    diary.accept("the network is back");
    network.restore();
    pass(part);
    diary.accept("kill -9 of " + victim.name());
    victim.kill();
    pass(part);
    diary.accept(victim.name() + " starts again");
    victim.restart();
    pass(part);
    diary.accept("the network hangs for a moment, and " + victim.name() + " gets ready");
    network.stall();
    pass(part.dividedBy(4));
    network.restore();
    victim.awaitReady();
    change(2);
    pass(part.multipliedBy(2));
  }

  /** Every third one goes on behind what it has seen, at the other instance. */
  private void change(int first) {
    diary.accept("a third of the clients change to the other instance");
    for (int i = first; i < sockets.size(); i += 3) {
      sockets.get(i).moveOn();
    }
  }

  private static void pass(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
