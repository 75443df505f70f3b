package chat.messages.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {
  private final Deflate deflate = new Deflate(100);

  @Test
  void isDeflatedOnceForAll() {
    Frame frame = Frame.message("the same ".repeat(50));

    Frame deflated = frame.deflated(deflate);

    assertThat(deflated.size()).isLessThan(frame.size() / 4);
    assertThat(frame.deflated(new Deflate(100))).isSameAs(deflated);
  }

  /** The sizes around which a WebSocket frame has another header: RFC 6455, 5.2. */
  @ParameterizedTest
  @CsvSource({"0, 2", "124, 2", "125, 4", "65534, 4", "65535, 10", "100000, 10"})
  void hasAHeaderThatSaysHowLongItIs(int size, int header) {
    byte[] content = "x".repeat(size).getBytes(StandardCharsets.UTF_8);

    byte[] frame = Frame.message("", to -> write(to, content)).webSocket();

    assertThat(frame).hasSize(header + 1 + size).startsWith((byte) 0x81);
    assertThat(frame[header]).isEqualTo((byte) '4');
    assertThat(Arrays.copyOfRange(frame, header + 1, frame.length)).isEqualTo(content);
    ByteBuffer said = ByteBuffer.wrap(frame, 1, header - 1);
    long length =
        switch (said.get()) {
          case 126 -> Short.toUnsignedInt(said.getShort());
          case 127 -> said.getLong();
          default -> frame[1];
        };
    assertThat(length).isEqualTo(1 + size);
  }

  @Test
  void isTheSameHoweverItIsWritten() {
    byte[] rest = "[\"é 日本 👋🏽\"]".getBytes(StandardCharsets.UTF_8);

    assertThat(Frame.message("/room,12", to -> write(to, rest)).webSocket())
        .isEqualTo(Frame.message("/room,12[\"é 日本 👋🏽\"]").webSocket());
  }

  private static void write(OutputStream to, byte[] content) {
    try {
      to.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void staysAsItIsWhenItIsShort() {
    Frame frame = Frame.message("x".repeat(98));

    assertThat(frame.deflated(deflate)).isSameAs(frame);
    assertThat(Frame.message("x".repeat(99)).deflated(deflate).size()).isLessThan(frame.size());
  }
}
