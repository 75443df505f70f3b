package chat.messages.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameTest {
  private final Deflate deflate = new Deflate(100);

  @Test
  void isDeflatedOnceForAll() {
    Frame frame = Frame.message("the same ".repeat(50));

    Frame deflated = frame.deflated(deflate);

    assertThat(deflated.size()).isLessThan(frame.size() / 4);
    assertThat(frame.deflated(new Deflate(100))).isSameAs(deflated);
  }

  @Test
  void staysAsItIsWhenItIsShort() {
    Frame frame = Frame.message("x".repeat(98));

    assertThat(frame.deflated(deflate)).isSameAs(frame);
    assertThat(Frame.message("x".repeat(99)).deflated(deflate).size()).isLessThan(frame.size());
  }
}
