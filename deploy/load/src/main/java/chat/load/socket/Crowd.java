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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
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
  private static final long SOONEST = 500;
  private static final long LATEST = 5_000;

  private final LoopResources resources = LoopResources.create("crowd", 1, true);
  private final EventLoopGroup loops = resources.onClient(true);
  private final EventLoop loop = loops.next();
  private final List<Member> members = new CopyOnWriteArrayList<>();
  private final AtomicInteger ready = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final Histogram latency = new Histogram(LONGEST, 3);
  private final AtomicInteger turnedAway = new AtomicInteger();
  private final URI address;
  private final IntFunction<Introduction> introductions;
  private Runnable progress = () -> {};
  private @Nullable Inflation inflation;
  private long delivered;

  /**
   * How a socket introduces itself.
   *
   * @param auth the CONNECT payload
   * @param greetings what it says once it is let in, as packets, each of which is acknowledged
   */
  public record Introduction(String auth, List<String> greetings) {}

  /** All of whom introduce themselves in the same way. */
  public Crowd(URI address, String auth, List<String> greetings) {
    this(address, number -> new Introduction(auth, greetings));
  }

  /**
   * @param address of the server, its path included
   * @param introductions by the socket's number
   */
  public Crowd(URI address, IntFunction<Introduction> introductions) {
    this.address = address;
    this.introductions = introductions;
  }

  /** From now on whoever joins offers permessage-deflate, without a memory. */
  public void takeDeflated() {
    inflation = new Inflation();
  }

  @Nullable Inflation inflation() {
    return inflation;
  }

  URI address() {
    return address;
  }

  /** Grows to this many, and gives how long that took. */
  public Duration grow(int size) throws TimeoutException {
    return grow(size, AT_ONCE);
  }

  /**
   * @param atOnce how many may be on their way in
   */
  public Duration grow(int size, int atOnce) throws TimeoutException {
    long begin = System.nanoTime();
    Bootstrap bootstrap = bootstrap();
    while (members.size() < size) {
      int number = members.size();
      Member member = new Member(this, introductions.apply(number));
      members.add(member);
      join(bootstrap, member, number);
      awaitReady(members.size() - atOnce, begin);
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

  private void join(Bootstrap bootstrap, Member member, int number) {
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

  /** Whoever finds the line too long comes again, as the client from npm does. */
  void turnedAway(Member member) {
    turnedAway.incrementAndGet();
    long pause = ThreadLocalRandom.current().nextLong(SOONEST, LATEST);
    var _ = loop.schedule(() -> again(member), pause, TimeUnit.MILLISECONDS);
  }

  private void again(Member member) {
    int number = members.indexOf(member);
    Member next = new Member(this, member.introduction());
    members.set(number, next);
    join(bootstrap(), next, number);
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

  /** How often somebody found the line at the server too long. */
  public int turnedAway() {
    return turnedAway.get();
  }

  @Override
  public void close() {
    resources.disposeLater(Duration.ZERO, Duration.ofSeconds(30)).block();
  }
}
