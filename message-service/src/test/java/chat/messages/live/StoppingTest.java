package chat.messages.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A node that stops lets nobody in, and may be asked to begin again. */
class StoppingTest extends LiveClientsTest {
  @Autowired private LiveLifecycle lifecycle;

  @Test
  void letsNobodyInFromTheMomentThatItStopsUntilItBeginsAgain() throws Exception {
    LiveClient before = connect(here, ada);
    CountDownLatch stopped = new CountDownLatch(1);

    lifecycle.stop(stopped::countDown);
    try {
      stopped.await();
      assertThat(before.closeCode()).isPositive();
      assertThat(before.told("go-away")).hasSize(1);
      assertThatThrownBy(() -> connect(here, ada))
          .hasCauseInstanceOf(WebSocketHandshakeException.class);
    } finally {
      lifecycle.start();
    }

    assertThat(connect(here, ada).told("go-away")).isEmpty();
  }
}
