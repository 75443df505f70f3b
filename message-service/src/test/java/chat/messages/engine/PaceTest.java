package chat.messages.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.messages.engine.netty.EngineEndpoint;
import chat.messages.engine.netty.NettyTimers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpResources;
import reactor.netty.http.server.HttpServer;

/** A storm of newcomers, over the network. */
class PaceTest {
  private static final EngineSettings SETTINGS =
      EngineSettings.usual("here").newcomers(1, Duration.ofMillis(1_500));

  private static final String OPEN = "EIO=4&transport=polling";

  private final Clock clock = new Clock();
  private final DisposableServer server = server(clock);
  private final Peer peer = new Peer("127.0.0.1:" + server.port() + "/");

  @AfterEach
  void stop() {
    server.disposeNow();
  }

  @Test
  void letsAStormInAtAPaceAndSendsTheRestAway() throws Exception {
    long began = System.nanoTime();
    List<CompletableFuture<HttpResponse<String>>> storm =
        Stream.generate(() -> peer.begin("GET", OPEN, "")).limit(40).toList();
    List<Integer> answers =
        storm.stream().map(CompletableFuture::join).map(HttpResponse::statusCode).toList();
    Duration lasted = Duration.ofNanos(System.nanoTime() - began);

    assertThat(answers).contains(200, 503).containsOnly(200, 503);
    // one at once and one each second, however slow this machine is
    assertThat(answers.stream().filter(status -> status == 200).count())
        .isBetween(2L, 3 + lasted.toSeconds());
    assertThat(lasted).isGreaterThan(Duration.ofMillis(800));
    // a WebSocket stands in the same line
    assertThat(peer.line().next()).startsWith("0{");
  }

  /** As where rounds take long: its turn was to be soon, but came late. */
  @Test
  void sendsAwayWhoHasWaitedTooLongWhenItsTurnComes() {
    assertThat(peer.begin("GET", OPEN, "").join().statusCode()).isEqualTo(200);
    int asked = clock.asked.get();
    CompletableFuture<HttpResponse<String>> second = peer.begin("GET", OPEN, "");
    await().until(() -> clock.asked.get() > asked);

    clock.ahead.set(SETTINGS.patience().toNanos());

    assertThat(second.join().statusCode()).isEqualTo(503);
    assertThat(peer.begin("GET", OPEN, "").join().statusCode()).isEqualTo(200);
  }

  private static DisposableServer server(Timers timers) {
    EngineEndpoint endpoint =
        new EngineEndpoint(new Sessions(SETTINGS, timers, session -> new Nobody()), List.of());
    return HttpServer.create()
        .host("127.0.0.1")
        .port(0)
        .route(routes -> routes.route(request -> true, endpoint))
        .bindNow();
  }

  /** One that can be put forward. */
  private static final class Clock implements Timers {
    private final Timers timers = new NettyTimers(HttpResources.get().onServer(true));
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong ahead = new AtomicLong();

    @Override
    public long now() {
      asked.incrementAndGet();
      return timers.now() + ahead.get();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
      return timers.after(delay, task);
    }
  }

  /** Does nothing. */
  private static final class Nobody implements SessionListener {
    @Override
    public void text(String message) {}

    @Override
    public void binary(byte[] message) {}

    @Override
    public void drained() {}

    @Override
    public void closed(CloseReason reason, String detail) {}
  }
}
