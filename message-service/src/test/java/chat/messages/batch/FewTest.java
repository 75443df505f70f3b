package chat.messages.batch;

import static org.assertj.core.api.Assertions.assertThat;

import chat.kit.problem.Problem;
import chat.wire.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class FewTest {
  private final Few few = new Few(2, 3);
  private final List<Integer> begun = new ArrayList<>();
  private final List<Integer> done = new ArrayList<>();
  private final List<Sinks.One<Integer>> work =
      IntStream.range(0, 5).mapToObj(i -> Sinks.<Integer>one()).toList();

  private Disposable ask(int number) {
    return few.inTurn(work.get(number).asMono().doOnSubscribe(begin -> begun.add(number)))
        .subscribe(done::add, error -> done.add(-number));
  }

  @Test
  void worksAtFewAndKeepsTheLineInItsOrder() {
    IntStream.range(0, 5).forEach(this::ask);
    assertThat(begun).containsExactly(0, 1);

    work.get(1).tryEmitValue(11);
    assertThat(begun).containsExactly(0, 1, 2);
    work.get(0).tryEmitValue(10);
    assertThat(begun).containsExactly(0, 1, 2, 3);
    assertThat(done).containsExactly(11, 10);
  }

  @Test
  void goesOnAfterWorkThatFailedOrCameToNothing() {
    IntStream.range(0, 5).forEach(this::ask);

    work.get(0).tryEmitError(new IllegalStateException("on purpose"));
    work.get(1).tryEmitEmpty();

    assertThat(begun).containsExactly(0, 1, 2, 3);
    assertThat(done).containsExactly(0);
  }

  @Test
  void whoeverGivesUpLeavesTheirPlaceToTheNext() {
    Disposable working = ask(0);
    ask(1);
    Disposable inLine = ask(2);
    ask(3);

    inLine.dispose();
    working.dispose();

    assertThat(begun).as("and nothing is begun for whom nobody waits").containsExactly(0, 1, 3);
  }

  @Test
  void whoeverFindsTheLineTooLongIsToldToTryAgain() {
    IntStream.range(0, 5).forEach(this::ask);

    StepVerifier.create(few.inTurn(Mono.just(1)))
        .expectErrorMatches(error -> error instanceof Problem p && p.type() == ProblemType.BUSY)
        .verify();

    work.get(0).tryEmitValue(10);
    assertThat(begun).as("and those in line keep their turn").containsExactly(0, 1, 2);
  }

  @Test
  void givesWhatTheWorkGives() {
    StepVerifier.create(few.inTurn(Mono.empty())).verifyComplete();
    StepVerifier.create(few.inTurn(Mono.deferContextual(who -> Mono.just(who.get("who")))))
        .expectErrorMessage("Context is empty")
        .verify();
    StepVerifier.create(
            few.inTurn(Mono.deferContextual(who -> Mono.just(who.get("who"))))
                .contextWrite(context -> context.put("who", "ada")))
        .expectNext("ada")
        .verifyComplete();
  }
}
