package chat.messages.engine;

import static org.assertj.core.api.Assertions.assertThat;

import chat.messages.engine.netty.EngineEndpoint;
import chat.messages.engine.netty.NettyTimers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpResources;
import reactor.netty.http.server.HttpServer;

/** A storm of newcomers, over the network. */
class PaceTest {
  private static final EngineSettings SETTINGS =
      EngineSettings.usual("here").newcomers(1, Duration.ofMillis(1_500));

  @Test
  void letsAStormInAtAPaceAndSendsTheRestAway() throws Exception {
    Timers timers = new NettyTimers(HttpResources.get().onServer(true));
    EngineEndpoint endpoint =
        new EngineEndpoint(new Sessions(SETTINGS, timers, session -> new Nobody()), List.of());
    DisposableServer server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(routes -> routes.route(request -> true, endpoint))
            .bindNow();
    try {
      Peer peer = new Peer("127.0.0.1:" + server.port() + "/");
      long began = System.nanoTime();
      List<CompletableFuture<HttpResponse<String>>> storm =
          Stream.generate(() -> peer.begin("GET", "EIO=4&transport=polling", ""))
              .limit(40)
              .toList();
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
    } finally {
      server.disposeNow();
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
