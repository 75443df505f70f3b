package chat.load.socket;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import reactor.netty.resources.LoopResources;

/**
 * Sockets of one server, all on one event loop: what happens to them happens one after the other.
 * They come from several addresses, so that there are ports enough.
 */
public final class Crowd implements AutoCloseable {
  private static final int PER_ADDRESS = 10_000;
  private static final int AT_ONCE = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);

  private final LoopResources resources = LoopResources.create("crowd", 1, true);
  private final EventLoopGroup loops = resources.onClient(true);
  private final EventLoop loop = loops.next();
  private final List<Member> members = new CopyOnWriteArrayList<>();
  private final AtomicInteger ready = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final Histogram latency = new Histogram(LONGEST, 3);
  private final URI address;
  private final String auth;
  private final List<String> greetings;
  private Runnable progress = () -> {};
  private long delivered;

  /**
   * @param address of the server, its path included
   * @param auth the CONNECT payload
   * @param greetings what each socket says once it is let in, as packets
   */
  public Crowd(URI address, String auth, List<String> greetings) {
    this.address = address;
    this.auth = auth;
    this.greetings = List.copyOf(greetings);
  }

  URI address() {
    return address;
  }

  String auth() {
    return auth;
  }

  List<String> greetings() {
    return greetings;
  }

  /** Grows to this many, and gives how long that took. */
  public Duration grow(int size) throws TimeoutException {
    long begin = System.nanoTime();
    Bootstrap bootstrap = bootstrap();
    while (members.size() < size) {
      join(bootstrap, members.size());
      awaitReady(members.size() - AT_ONCE, begin);
    }
    awaitReady(size, begin);
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private Bootstrap bootstrap() {
    return new Bootstrap()
        .group(loop)
        .channel(resources.onChannelClass(SocketChannel.class, loops))
        .remoteAddress(new InetSocketAddress(address.getHost(), address.getPort()));
  }

  private void join(Bootstrap bootstrap, int number) {
    Member member = new Member(this);
    members.add(member);
    InetSocketAddress from = new InetSocketAddress("127.0.0." + (2 + number / PER_ADDRESS), 0);
    bootstrap
        .clone()
        .handler(member)
        .localAddress(from)
        .connect()
        .addListener(
            (ChannelFutureListener)
                connected -> {
                  if (!connected.isSuccess()) {
                    lost();
                  }
                });
  }

  private void awaitReady(int many, long begin) throws TimeoutException {
    while (ready.get() + lost.get() < many) {
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw new TimeoutException("%d of %d sockets are ready".formatted(ready.get(), many));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  void ready() {
    ready.incrementAndGet();
  }

  void lost() {
    lost.incrementAndGet();
  }

  void delivered(long stamp) {
    delivered++;
    latency.recordValue(Math.clamp(System.nanoTime() - stamp, 0, LONGEST));
  }

  void progressed() {
    progress.run();
  }

  /** Runs this on the event loop whenever messages have arrived. */
  public void onProgress(Runnable task) {
    progress = task;
  }

  /** Where everything of this crowd happens; the counts below are to be read there. */
  public EventLoop loop() {
    return loop;
  }

  public Member member(int number) {
    return members.get(number);
  }

  /** Messages that have arrived, at all sockets together. */
  public long delivered() {
    return delivered;
  }

  public Histogram latency() {
    return latency;
  }

  /** Connections that could not be made or did not last. */
  public int lostOnes() {
    return lost.get();
  }

  @Override
  public void close() {
    resources.disposeLater(Duration.ZERO, Duration.ofSeconds(30)).block();
  }
}
