package chat.messages.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GateTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Gate gate = new Gate(channel.eventLoop());
  private final List<String> happened = new ArrayList<>();

  private void come(String... newcomers) {
    for (String newcomer : newcomers) {
      gate.pass(() -> happened.add(newcomer));
    }
  }

  private void round() {
    channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  @Test
  void letsOneInWithEachRoundAndTheLoopDoOtherThingsMeanwhile() {
    come("one", "two", "three");
    happened.add("somebody speaks");
    round();
    happened.add("somebody answers");
    round();

    assertThat(happened)
        .containsExactly("one", "somebody speaks", "two", "somebody answers", "three");
  }

  @Test
  void letsInAtOnceWhoComesWhenNobodyWaits() {
    come("one");
    round();
    round();
    come("two");

    assertThat(happened).containsExactly("one", "two");
  }

  @Test
  void aNewcomerWhoFailsKeepsNobodyOut() {
    gate.pass(() -> happened.add("one"));
    gate.pass(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    come("three");
    round();
    round();

    assertThat(happened).containsExactly("one", "three");
  }
}
