package chat.gateway.tunnel;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** All open tunnels: how many there may be, which have fallen silent, and their end at shutdown. */
@Component
final class Tunnels implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Tunnels.class);

  /** Where there are few; at this pace clients come back elsewhere without a storm. */
  private static final Duration BETWEEN_FAREWELLS = Duration.ofMillis(10);

  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final TunnelSettings settings;
  private final Set<Tunnel> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger places = new AtomicInteger();
  private final Disposable.Swap watch = Disposables.swap();
  private volatile boolean running;

  Tunnels(TunnelSettings settings, MeterRegistry meters) {
    this.settings = settings;
    Gauge.builder("chat.gateway.tunnels", places, AtomicInteger::get)
        .description("WebSockets that are open or about to be")
        .register(meters);
  }

  int open() {
    return open.size();
  }

  /** Reserves a place; false when none is left, or the gateway is about to go. */
  boolean takePlace() {
    if (running && places.incrementAndGet() <= settings.most()) {
      return true;
    }
    places.decrementAndGet();
    return false;
  }

  /** What a place was reserved for has not come about, or is over. */
  void leavePlace() {
    places.decrementAndGet();
  }

  /** The place must have been taken; it is free again when the tunnel ends. */
  Tunnel open(Channel toService) {
    var tunnel = Tunnel.from(toService, this::ended);
    open.add(tunnel);
    return tunnel;
  }

  private void ended(Tunnel tunnel) {
    if (open.remove(tunnel)) {
      leavePlace();
    }
  }

  @Override
  public void start() {
    running = true;
    var often = settings.idle().dividedBy(4);
    watch.update(
        Schedulers.parallel()
            .schedulePeriodically(
                this::closeSilent, often.toMillis(), often.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void closeSilent() {
    open.stream().filter(tunnel -> tunnel.silentFor(settings.idle())).forEach(Tunnel::close);
  }

  @Override
  public void stop() {
    throw new UnsupportedOperationException("Stops with a callback");
  }

  @Override
  public void stop(Runnable whenDone) {
    running = false;
    watch.dispose();
    var leaving = List.copyOf(open);
    if (!leaving.isEmpty()) {
      log.info("Closing {} sockets", leaving.size());
    }
    var pace = settings.drain().dividedBy(Math.max(1, leaving.size()));
    Flux.fromIterable(leaving)
        .delayElements(pace.compareTo(BETWEEN_FAREWELLS) < 0 ? pace : BETWEEN_FAREWELLS)
        .doOnNext(tunnel -> tunnel.sayGoodbye(FAREWELL))
        .then(Mono.defer(this::allEnded))
        .doFinally(end -> whenDone.run())
        .subscribe();
  }

  private Mono<Void> allEnded() {
    return Flux.interval(Duration.ofMillis(20))
        .takeUntil(tick -> open.isEmpty())
        .take(FAREWELL.multipliedBy(2))
        .then();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /**
   * Before the web server, which would wait for connections that only end when they are told to.
   */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE;
  }
}
