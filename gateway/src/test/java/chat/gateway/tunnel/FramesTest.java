package chat.gateway.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever the bytes are cut, it is known where a frame ends. */
class FramesTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 70_000})
  void knowsTheEndOfAFrameOfAnyLength(int length) {
    assertThat(endsOnlyAtItsEnd(frame(length, false))).isTrue();
    assertThat(endsOnlyAtItsEnd(frame(length, true))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void knowsItInAStreamCutAnywhere(int cut) {
    ByteBuf stream =
        Unpooled.wrappedBuffer(frame(3, false), frame(0, true), frame(300, false), frame(7, true));
    Frames frames = new Frames();
    while (stream.isReadable()) {
      frames.pass(stream.readSlice(Math.min(cut, stream.readableBytes())));
    }
    assertThat(frames.standBetween()).isTrue();
    frames.pass(Unpooled.wrappedBuffer(new byte[] {(byte) 0x81}));
    assertThat(frames.standBetween()).isFalse();
  }

  private static boolean endsOnlyAtItsEnd(ByteBuf frame) {
    Frames frames = new Frames();
    while (frame.readableBytes() > 1) {
      frames.pass(frame.readSlice(1));
      if (frames.standBetween()) {
        return false;
      }
    }
    frames.pass(frame);
    return frames.standBetween();
  }

  private static ByteBuf frame(int length, boolean masked) {
    int mask = masked ? 0x80 : 0;
    ByteBuf frame = Unpooled.buffer().writeByte(0x82);
    if (length < 126) {
      frame.writeByte(mask | length);
    } else if (length < 65_536) {
      frame.writeByte(mask | 126).writeShort(length);
    } else {
      frame.writeByte(mask | 127).writeLong(length);
    }
    return frame.writeZero((masked ? 4 : 0) + length);
  }
}
