package chat.load.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class TalkRunIT {
  @Test
  void everyLogIsCompleteAndInOrderWhateverBreaksUnderTheSockets() throws Exception {
    long seed = ThreadLocalRandom.current().nextInt(1_000_000);
    List<String> diary = new CopyOnWriteArrayList<>();

    FaultRun.Verdict verdict =
        new TalkRun(seed, 32_140, Duration.ofMillis(1500), diary::add).run(Duration.ofSeconds(14));

    assertThat(verdict.faults()).as("seed %d, %s", seed, diary).isEmpty();
    assertThat(verdict.repeated()).isPositive();
    assertThat(verdict.events()).isGreaterThan(50);
    assertThat(verdict.connections()).isGreaterThan(80);
  }
}
