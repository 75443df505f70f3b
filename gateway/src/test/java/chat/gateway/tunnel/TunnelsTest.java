package chat.gateway.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.netty.NettyPipeline;

/** How many tunnels there may be, and how they end, seen from their two channels. */
class TunnelsTest {
  private static final String GOING_AWAY = "880203e9";

  private final EmbeddedChannel service = channel();
  private final EmbeddedChannel client = channel();
  private final Tunnels tunnels = tunnels(2, Duration.ofMinutes(1));

  @AfterEach
  void closed() {
    service.finishAndReleaseAll();
    client.finishAndReleaseAll();
  }

  @Test
  void hasNoMorePlacesThanItWasGivenAndGetsThemBack() {
    assertThat(tunnels.takePlace()).isTrue();
    assertThat(tunnels.takePlace()).isTrue();
    assertThat(tunnels.takePlace()).isFalse();
    tunnels.leavePlace();
    assertThat(tunnels.takePlace()).isTrue();

    tunnels.open(service).to(client);
    assertThat(service.close().isSuccess()).isTrue();
    assertThat(client.isActive()).as("the other end follows").isFalse();
    assertThat(tunnels.takePlace()).as("one end's going frees one place").isTrue();
    assertThat(tunnels.takePlace()).isFalse();
  }

  @Test
  void closesWhatHasBeenSilentForTooLong() {
    Tunnels impatient = tunnels(2, Duration.ofMillis(40));
    assertThat(impatient.takePlace()).isTrue();
    impatient.open(service).to(client);
    await().until(() -> !service.isActive() && !client.isActive());
  }

  @Test
  void whatIsHeardFromEitherSideEndsASilence() {
    Tunnel tunnel = open();
    for (EmbeddedChannel side : List.of(service, client)) {
      await().until(() -> tunnel.silentFor(Duration.ofMillis(50)));
      await()
          .until(
              () -> {
                side.writeInbound(Unpooled.wrappedBuffer(new byte[] {(byte) 0x81, 1, 'a'}));
                return !tunnel.silentFor(Duration.ofMillis(50));
              });
    }
  }

  @Test
  void saysGoodbyeOnlyBetweenTwoFramesAndNothingAfterIt() {
    Tunnel tunnel = open();
    service.writeInbound(Unpooled.wrappedBuffer(new byte[] {(byte) 0x81, 3, 'o', 'n'}));
    assertThat(written()).isEqualTo("81036f6e");

    tunnel.sayGoodbye(Duration.ofMinutes(1));
    service.runPendingTasks();
    assertThat(written()).as("in the middle of a frame").isEmpty();

    service.writeInbound(Unpooled.wrappedBuffer(new byte[] {'e'}));
    assertThat(written()).isEqualTo("65" + GOING_AWAY);
    service.writeInbound(Unpooled.wrappedBuffer(new byte[] {(byte) 0x81, 1, 'x'}));
    assertThat(written()).isEmpty();
  }

  @Test
  void whatTheServiceSaysBeforeTheClientIsThereWaitsForIt() {
    assertThat(tunnels.takePlace()).isTrue();
    Tunnel tunnel = tunnels.open(service);
    service.writeInbound(Unpooled.wrappedBuffer(new byte[] {(byte) 0x81, 1, 'a'}));
    tunnel.to(client);
    assertThat(written()).isEqualTo("810161");
  }

  @Test
  void aServiceThatWentBeforeTheClientWasThereTakesItAlong() {
    assertThat(tunnels.takePlace()).isTrue();
    Tunnel tunnel = tunnels.open(service);
    ByteBuf early = Unpooled.buffer().writeZero(3);
    service.writeInbound(early);
    assertThat(service.close().isSuccess()).isTrue();
    assertThat(early.refCnt()).as("nobody will read it any more").isZero();
    tunnel.to(client);
    assertThat(client.isActive()).isFalse();
    assertThat(tunnels.open()).isZero();
  }

  private Tunnel open() {
    assertThat(tunnels.takePlace()).isTrue();
    Tunnel tunnel = tunnels.open(service);
    tunnel.to(client);
    return tunnel;
  }

  private String written() {
    var all = new StringBuilder();
    for (ByteBuf next = client.readOutbound(); next != null; next = client.readOutbound()) {
      all.append(ByteBufUtil.hexDump(next));
      next.release();
    }
    return all.toString();
  }

  private static Tunnels tunnels(int most, Duration idle) {
    var settings =
        new TunnelSettings(true, most, Duration.ofSeconds(5), idle, Duration.ofSeconds(1));
    var tunnels = new Tunnels(settings, new SimpleMeterRegistry());
    tunnels.start();
    return tunnels;
  }

  private static EmbeddedChannel channel() {
    var channel = new EmbeddedChannel();
    channel.pipeline().addLast(NettyPipeline.ReactiveBridge, new ChannelInboundHandlerAdapter());
    return channel;
  }
}
