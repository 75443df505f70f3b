package chat.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has to come quickly over HTTP/2 and what may take its time, frame by frame. */
class HeadFramesTest {
  private static final String PREFACE =
      HexFormat.of()
          .formatHex("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  private static final String SETTINGS = "000000040000000000";
  private static final String HEAD = "000001010400000001" + "82";
  private static final String BEGINNING_OF_HEAD = "000001010000000001" + "82";
  private static final String MORE_OF_HEAD = "000001090000000001" + "82";
  private static final String END_OF_HEAD = "000001090400000001" + "82";
  private static final String HALF_A_BODY = "000002000000000001" + "61";

  private final EmbeddedChannel channel =
      new EmbeddedChannel(new HeadFrames(new HeadClock(Duration.ofSeconds(1))));

  @BeforeEach
  void agreed() {
    channel.freezeTime();
    comes(PREFACE + SETTINGS);
  }

  @AfterEach
  void closed() {
    channel.finishAndReleaseAll();
  }

  @Test
  void aConnectionMayRestBetweenItsHeadsAndABodyMayTakeItsTime() {
    later(5_000);
    comes(HEAD);
    later(5_000);
    comes(HALF_A_BODY);
    later(5_000);
    comes("61" + HEAD);
    later(5_000);
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void aHeadIsWaitedForFromItsFirstFrameToItsLast() {
    comes(BEGINNING_OF_HEAD);
    later(600);
    comes(MORE_OF_HEAD);
    assertThat(channel.isOpen()).isTrue();
    later(600);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aHeadThatCameInTimeIsForgotten() {
    comes(BEGINNING_OF_HEAD);
    later(600);
    comes(END_OF_HEAD.substring(0, 10));
    comes(END_OF_HEAD.substring(10) + BEGINNING_OF_HEAD);
    later(600);
    assertThat(channel.isOpen()).as("the second has a second of its own").isTrue();
    comes(END_OF_HEAD);
    later(5_000);
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void aFrameThatIsBegunHasToComeToItsEnd() {
    comes("0000");
    later(1_100);
    assertThat(channel.isOpen()).isFalse();
  }

  private void comes(String hex) {
    channel.writeInbound(Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex)));
    channel.releaseInbound();
  }

  private void later(long millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }
}
