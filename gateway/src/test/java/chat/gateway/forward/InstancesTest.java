package chat.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstancesTest {
  private static final URI A = URI.create("http://a");
  private static final URI B = URI.create("http://b");
  private static final URI C = URI.create("http://c");

  private List<URI> present = List.of(A, B, C);
  private Instant now = Instant.EPOCH;
  private final Instances instances =
      new Instances(() -> present, Duration.ofSeconds(5), () -> now);

  @Test
  void goesRound() {
    assertThat(taken(6)).containsExactly(A, B, C, A, B, C);
  }

  @Test
  void passesOverOneThatDidNotAnswerUntilItHasRested() {
    instances.didNotAnswer(B);

    assertThat(taken(6)).doesNotContain(B);

    now = now.plusSeconds(5);
    assertThat(taken(3)).contains(B);
  }

  @Test
  void takesOneBackTheMomentItAnswers() {
    instances.didNotAnswer(B);
    instances.answered(B);

    assertThat(taken(3)).contains(B);
  }

  @Test
  void asksARestingOneRatherThanNobody() {
    List.of(A, B, C).forEach(instances::didNotAnswer);

    assertThat(taken(3)).containsExactlyInAnyOrder(A, B, C);
  }

  @Test
  void followsTheListAsItChanges() {
    instances.didNotAnswer(A);
    present = List.of(A, B);
    assertThat(taken(4)).containsOnly(B);

    present = List.of(C);
    assertThat(taken(2)).containsOnly(C);
  }

  @Test
  void givesNoneTwiceToTheSameRequest() {
    assertThat(instances.next(List.of(A, C))).contains(B);
    assertThat(instances.next(List.of(A, B, C))).isEmpty();
  }

  private List<URI> taken(int times) {
    List<URI> taken = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      instances.next(List.of()).ifPresent(taken::add);
    }
    return taken;
  }
}
