package chat.load.broadcast;

import chat.load.rig.Cpu;
import chat.load.rig.Node;
import chat.load.socket.Crowd;
import chat.load.socket.ServerProcess;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Measures a crowd that is already connected. */
final class Bench {
  private static final double NANOS_IN_A_MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final double MILLION = 1_000_000;

  private final ServerProcess server;
  private final @Nullable Node door;
  private final Crowd crowd;
  private final int sockets;
  private final Options options;
  private final Speaker speaker;

  /**
   * @param door the gateway that the crowd came through
   */
  Bench(ServerProcess server, @Nullable Node door, Crowd crowd, int sockets, Options options) {
    this.server = server;
    this.door = door;
    this.crowd = crowd;
    this.sockets = sockets;
    this.options = options;
    this.speaker = new Speaker(crowd, sockets, options.length());
  }

  private interface Work {
    void run(Duration duration) throws InterruptedException;
  }

  /** So many deliveries, that all is compiled and nothing is measured that happens once. */
  void warmUp(long deliveries) throws InterruptedException {
    while (delivered() < deliveries) {
      speaker.flood(options.onTheirWay(), Duration.ofSeconds(1));
    }
  }

  /** Seconds of processor time that it costs the server to keep sockets that say nothing. */
  double idle(Duration duration) throws InterruptedException {
    double cpu = Cpu.seconds(server.pid());
    Thread.sleep(duration);
    return Cpu.seconds(server.pid()) - cpu;
  }

  Figures flood(Duration duration) throws InterruptedException {
    return measured(time -> speaker.flood(options.onTheirWay(), time), duration);
  }

  /** The same number of deliveries a second however many sockets there are. */
  Figures talk(Duration duration) throws InterruptedException {
    return measured(time -> speaker.talk(options.rate() / sockets, time), duration);
  }

  private Figures measured(Work work, Duration duration) throws InterruptedException {
    long said = speaker.said();
    long before = delivered();
    double cpu = Cpu.seconds(server.pid());
    double doorCpu = doorCpu();
    crowd.loop().submit(() -> crowd.latency().reset()).sync();
    work.run(duration);
    double seconds = duration.toNanos() / (double) TimeUnit.SECONDS.toNanos(1);
    long delivered = delivered() - before;
    Histogram latency = crowd.loop().submit(() -> crowd.latency().copy()).sync().getNow();
    return new Figures(
        delivered / seconds,
        latency.getValueAtPercentile(50) / NANOS_IN_A_MILLI,
        latency.getValueAtPercentile(99) / NANOS_IN_A_MILLI,
        (Cpu.seconds(server.pid()) - cpu) / delivered * MILLION,
        (doorCpu() - doorCpu) / delivered * MILLION,
        (speaker.said() - said) * sockets - delivered);
  }

  private double doorCpu() {
    return door == null ? 0 : Cpu.seconds(door.pid());
  }

  private long delivered() throws InterruptedException {
    return crowd.loop().submit(crowd::delivered).sync().getNow();
  }
}
