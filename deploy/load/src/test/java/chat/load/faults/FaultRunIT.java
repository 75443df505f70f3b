package chat.load.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class FaultRunIT {
  @Test
  void allThatIsAcknowledgedIsThereOnceAndInOneOrderWhateverBreaks() throws Exception {
    long seed = ThreadLocalRandom.current().nextInt(1_000_000);
    List<String> diary = new CopyOnWriteArrayList<>();

    FaultRun.Verdict verdict = new FaultRun(seed, 32_120, diary::add).run(Duration.ofSeconds(16));

    assertThat(verdict.faults()).as("seed %d, %s", seed, diary).isEmpty();
    assertThat(verdict.repeated()).isPositive();
    assertThat(verdict.events()).isGreaterThan(20);
    assertThat(verdict.connections()).isGreaterThan(3);
  }
}
