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
      new Instances(() -> present, Duration.ofSeconds(5), 3, () -> now);

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
  void leavesAloneWhatWasSilentTimeAndAgainAndLetsOneTry() {
    present = List.of(A);
    silent(A, 2);
    instances.answered(A);
    silent(A, 2);
    assertThat(taken(2)).containsExactly(A, A);

    silent(A, 1);
    assertThat(taken(2)).isEmpty();

    now = now.plusSeconds(5);
    assertThat(taken(3)).containsExactly(A);
    silent(A, 1);
    assertThat(taken(1)).isEmpty();

    now = now.plusSeconds(5);
    assertThat(taken(1)).containsExactly(A);
    instances.answered(A);
    assertThat(taken(2)).containsExactly(A, A);
  }

  @Test
  void asksTheOthersMeanwhile() {
    silent(B, 3);

    assertThat(taken(6)).containsOnly(A, C);
  }

  private void silent(URI instance, int times) {
    for (int i = 0; i < times; i++) {
      instances.wasSilent(instance);
    }
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
