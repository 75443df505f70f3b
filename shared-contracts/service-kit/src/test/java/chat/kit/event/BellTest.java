package chat.kit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BellTest {
  private final Bell bell = new Bell();

  @Test
  void whoRingsWhileAnotherIsBeingHeardIsHeardNextAndIsNotHeldUp() throws InterruptedException {
    CountDownLatch hearing = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    AtomicInteger heard = new AtomicInteger();
    bell.rings()
        .subscribe(
            ring -> {
              heard.incrementAndGet();
              hearing.countDown();
              untilEnough(enough);
            });

    Thread first = Thread.ofVirtual().start(bell::ring);
    hearing.await();
    bell.ring();
    assertThat(heard).hasValue(1);
    enough.countDown();

    await().until(() -> heard.get() == 2);
    first.join();
  }

  @Test
  void nobodyNeedListen() {
    bell.ring();

    AtomicInteger heard = new AtomicInteger();
    bell.rings().subscribe(ring -> heard.incrementAndGet());
    bell.ring();

    assertThat(heard).hasValue(1);
  }

  private static void untilEnough(CountDownLatch enough) {
    try {
      enough.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
