package chat.messages.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ten newcomers a second, who wait for a second at most. */
class AdmissionTest {
  private final ManualTimers timers = new ManualTimers();
  private final Admission admission =
      new Admission(EngineSettings.usual("here").newcomers(10, Duration.ofSeconds(1)), timers);

  @Test
  void letsThoseInAtOnceWhoComeNoFaster() {
    for (int i = 0; i < 20; i++) {
      assertThat(admission.turn()).contains(Duration.ZERO);
      timers.pass(Duration.ofMillis(100));
    }
  }

  @Test
  void letsAStormInOneByOneAndSendsTheRestAway() {
    assertThat(Stream.generate(admission::turn).limit(14).map(AdmissionTest::millis))
        .containsExactly(
            0L, 0L, 100L, 200L, 300L, 400L, 500L, 600L, 700L, 800L, 900L, 1000L, -1L, -1L);
  }

  @Test
  void goesOnWithTheLineAsItMoves() {
    Stream.generate(admission::turn).limit(14).forEach(turn -> {});

    timers.pass(Duration.ofMillis(100));

    assertThat(Stream.generate(admission::turn).limit(2).map(AdmissionTest::millis))
        .containsExactly(1000L, -1L);
  }

  private static long millis(Optional<Duration> turn) {
    return turn.map(Duration::toMillis).orElse(-1L);
  }
}
