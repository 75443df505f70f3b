package chat.messages.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AsideTest {
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
  private final Map<Integer, Thread> told = new ConcurrentHashMap<>();

  @AfterEach
  void end() {
    loops.shutdownGracefully().syncUninterruptibly();
  }

  @Test
  void whoAsksFromAnEventLoopHearsOfItThere() throws Exception {
    Executor one = loops.next().submit(Aside::here).get();
    Executor other = loops.next().submit(Aside::here).get();
    Executor nobody = Aside.here();
    List<Executor> homes = List.of(one, other, one, nobody);

    Aside.each(homes.size(), homes::get, number -> told.put(number, Thread.currentThread()));

    await().until(() -> told.size() == homes.size());
    assertThat(one).isNotEqualTo(other);
    assertThat(told.get(0)).isEqualTo(told.get(2)).isNotEqualTo(told.get(1));
    assertThat(told.values()).doesNotContain(Thread.currentThread());
  }

  @Test
  void oneWhoFailsDoesNotKeepTheOthersFromHearing() {
    Executor home = Aside.here();

    Aside.each(
        3,
        any -> home,
        number -> {
          told.put(number, Thread.currentThread());
          throw new IllegalStateException("on purpose");
        });

    await().until(() -> told.size() == 3);
  }

  @Test
  void aLoopThatHasEndedKeepsNobodyWaiting() throws Exception {
    Executor ended = loops.next().submit(Aside::here).get();
    loops.shutdownGracefully().syncUninterruptibly();

    Aside.each(1, any -> ended, number -> told.put(number, Thread.currentThread()));

    await().until(() -> told.size() == 1);
  }
}
