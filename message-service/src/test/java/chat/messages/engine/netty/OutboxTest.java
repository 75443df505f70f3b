package chat.messages.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final int MORE_THAN_A_ROUND = 200;

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Outbox outbox = new Outbox(loops.next(), 0);

  @AfterEach
  void stop() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void writesAllInTheirTurn() throws Exception {
    List<Integer> written = new CopyOnWriteArrayList<>();
    CountDownLatch done = new CountDownLatch(MORE_THAN_A_ROUND);

    for (int i = 0; i < MORE_THAN_A_ROUND; i++) {
      int number = i;
      outbox.add(
          () -> {
            written.add(number);
            done.countDown();
          });
    }

    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(written)
        .containsExactlyElementsOf(IntStream.range(0, MORE_THAN_A_ROUND).boxed().toList());
  }

  @Test
  void goesOnAfterOneThatFails() throws Exception {
    CountDownLatch done = new CountDownLatch(1);

    outbox.add(
        () -> {
          throw new IllegalStateException("this socket is broken");
        });
    outbox.add(done::countDown);

    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
  }

  /** As when there is no memory left outside the heap. */
  @Test
  void goesOnAfterAnError() throws Exception {
    CountDownLatch done = new CountDownLatch(1);

    outbox.add(
        () -> {
          throw new OutOfMemoryError("made up");
        });
    outbox.add(done::countDown);

    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
  }
}
