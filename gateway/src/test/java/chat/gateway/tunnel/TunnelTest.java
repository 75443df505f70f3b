package chat.gateway.tunnel;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import chat.gateway.testing.GatewayTest;
import chat.gateway.testing.StandIn.Mood;
import chat.gateway.testing.StandIns;
import chat.gateway.testing.Talker;
import io.netty.buffer.PooledByteBufAllocator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** A WebSocket through the gateway is as good as one without. */
@GatewayTest
@TestPropertySource(
    properties = {
      "chat.gateway.tunnel.handshake=1s",
      "spring.cloud.gateway.server.webflux.httpclient.pool.max-connections=10"
    })
@DirtiesContext
class TunnelTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Talker> talkers = new ArrayList<>();
  private final Tunnels tunnels;
  private final int port;

  TunnelTest(Tunnels tunnels, @LocalServerPort int port) {
    this.tunnels = tunnels;
    this.port = port;
  }

  @BeforeEach
  void allWell() {
    StandIns.allWell();
  }

  @AfterEach
  void nothingStaysOpen() {
    talkers.forEach(Talker::abort);
    await().untilAsserted(() -> assertThat(held()).isZero());
    await().untilAsserted(() -> assertThat(tunnels.open()).isZero());
    http.close();
  }

  @Test
  void carriesWordsAndBytesOfAnyLengthBothWays() throws Exception {
    Talker talker = open();
    assertThat(talker.hear()).isEqualTo("welcome");
    for (int length : new int[] {0, 1, 125, 126, 65_535, 65_536, 3_000_000}) {
      talker.say("x".repeat(length));
      assertThat(talker.hear()).hasSize(length);
      talker.say(ByteBuffer.allocate(length));
      assertThat(talker.hear()).isEqualTo(length + " bytes");
    }
  }

  @Test
  void carriesEveryCloseCodeOfTheService() throws Exception {
    for (int code : new int[] {1000, 1001, 1008, 1011, 1012, 1013, 3000, 4001, 4999}) {
      Talker talker = open();
      talker.say("close " + code);
      assertThat(talker.closed()).isEqualTo(code);
    }
  }

  @Test
  void tellsTheClientTheStatusByWhichTheServiceRefuses() {
    assertRefused("/socket.io/forbidden", 403);
    StandIns.MESSAGE.be(Mood.UNREADY);
    StandIns.OTHER_MESSAGE.be(Mood.UNREADY);
    assertRefused("/socket.io/", 503);
  }

  @Test
  void asksTheNextInstanceWhenOneBreaksAndSaysSoWhenNoneAgrees() throws Exception {
    StandIns.MESSAGE.be(Mood.HANGING);
    StandIns.OTHER_MESSAGE.be(Mood.HANGING);
    assertRefused("/socket.io/", 504);
    assertRefused("/socket.io/", 504);
    StandIns.MESSAGE.be(Mood.BREAKING);
    StandIns.OTHER_MESSAGE.be(Mood.BREAKING);
    assertRefused("/socket.io/", 503);
  }

  @Test
  void spreadsTheSocketsEvenly() throws Exception {
    for (int i = 0; i < 10; i++) {
      open();
    }
    // a service counts a socket in a moment after its client has it
    await()
        .untilAsserted(
            () -> {
              assertThat(StandIns.MESSAGE.sockets().open()).isEqualTo(5);
              assertThat(StandIns.OTHER_MESSAGE.sockets().open()).isEqualTo(5);
            });
  }

  @Test
  void theClientNoticesAServiceThatDied() throws Exception {
    Talker talker = open();
    talker.say("die");
    assertThat(talker.closed()).isEqualTo(1006);
  }

  @Test
  void theServiceNoticesAClientThatDied() throws Exception {
    Talker talker = open();
    talker.abort();
    await().untilAsserted(() -> assertThat(held()).isZero());
  }

  @Test
  void leavesTheConnectionsOfRequestsAlone() throws Exception {
    for (int i = 0; i < 50; i++) {
      open();
    }
    assertThat(held()).isEqualTo(50);
    try (var asking = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          IntStream.range(0, 100).mapToObj(i -> asking.submit(this::statusOfAPoll)).toList();
      for (var answer : answers) {
        assertThat(answer.get(10, SECONDS)).isEqualTo(200);
      }
    }
  }

  @Test
  void aClientThatDoesNotReadHoldsTheServiceBackAndNoMemory() throws Exception {
    Talker talker = open();
    assertThat(talker.hear()).isEqualTo("welcome");
    long before = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    talker.stopListening();
    talker.say("flood");
    // what the kernel's buffers take on two connections, and no more
    await().until(() -> sent() > 0);
    await().during(Duration.ofMillis(500)).until(new StaysTheSame(this::sent));
    assertThat(sent()).isLessThan(64L << 20);
    assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() - before)
        .isLessThan(32L << 20);

    long stalled = sent();
    talker.listenAgain();
    await().untilAsserted(() -> assertThat(sent()).isGreaterThan(stalled + (32L << 20)));
  }

  @Test
  void theWordsBetweenTheEndsStayTheirs() throws Exception {
    Talker talker =
        Talker.open(http.newWebSocketBuilder().subprotocols("chat.v1"), at("/socket.io/"));
    talkers.add(talker);
    assertThat(talker.protocol()).isEqualTo("chat.v1");
    // the JDK's client speaks no extension, so a raw handshake tells
    assertThat(RawUpgrade.answer(port, "/socket.io/squeezed", "permessage-deflate"))
        .contains("101", "sec-websocket-extensions: permessage-deflate", "x-trace-id:");
    assertThat(RawUpgrade.answer(port, "/socket.io/", "permessage-deflate"))
        .contains("101")
        .doesNotContain("sec-websocket-extensions");
  }

  @Test
  void closesAllWhenTheGatewayStopsAndTakesNoMore() throws Exception {
    Talker idle = open();
    Talker busy = open();
    busy.say("half");
    var stopped = new CompletableFuture<Void>();
    tunnels.stop(() -> stopped.complete(null));
    try {
      assertThat(idle.closed()).isEqualTo(1001);
      assertThat(busy.closed()).isEqualTo(1001);
      stopped.get(10, SECONDS);
      assertThat(tunnels.open()).isZero();
      assertRefused("/socket.io/", 503);
    } finally {
      tunnels.start();
    }
    assertThat(open().hear()).isEqualTo("welcome");
  }

  private long sent() {
    return StandIns.MESSAGE.sockets().flooded() + StandIns.OTHER_MESSAGE.sockets().flooded();
  }

  /** Whether a number is what it was when it was last looked at. */
  private static final class StaysTheSame implements Callable<Boolean> {
    private final LongSupplier number;
    private long last = -1;

    StaysTheSame(LongSupplier number) {
      this.number = number;
    }

    @Override
    public Boolean call() {
      long before = last;
      last = number.getAsLong();
      return last == before;
    }
  }

  private int held() {
    return StandIns.MESSAGE.sockets().open() + StandIns.OTHER_MESSAGE.sockets().open();
  }

  private int statusOfAPoll() throws Exception {
    var ask = HttpRequest.newBuilder(http(at("/socket.io/?EIO=4"))).build();
    return http.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private void assertRefused(String path, int status) {
    assertThatThrownBy(() -> Talker.open(http.newWebSocketBuilder(), at(path)))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .asInstanceOf(type(WebSocketHandshakeException.class))
        .extracting(refused -> refused.getResponse().statusCode())
        .isEqualTo(status);
  }

  private Talker open() throws Exception {
    Talker talker = Talker.open(http.newWebSocketBuilder(), at("/socket.io/"));
    talkers.add(talker);
    return talker;
  }

  private URI at(String path) {
    return URI.create("ws://127.0.0.1:" + port + path);
  }

  private static URI http(URI address) {
    return URI.create(address.toString().replaceFirst("^ws", "http"));
  }
}
