package chat.messages.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

class BatchesTest {
  private final List<List<Integer>> done = new CopyOnWriteArrayList<>();

  @Test
  void whatComesAloneLeavesAtOnce() {
    Batches<Integer> batches = new Batches<>(10, 10, this::note);

    batches.offer(1);
    batches.offer(2);

    assertThat(done).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void whatComesTogetherLeavesTogether() {
    Batches<Integer> batches = new Batches<>(3, 10, this::note);

    assertThat(batches.offerAll(List.of(1, 2, 3, 4))).containsExactly(4);
    assertThat(batches.offerAll(List.of())).isEmpty();

    assertThat(done).containsExactly(List.of(1, 2, 3));
  }

  @Test
  void gathersWhileABatchIsOnItsWayAndRefusesWhatThereIsNoRoomFor() {
    Sinks.Empty<Void> back = Sinks.empty();
    Batches<Integer> batches =
        new Batches<>(
            5, 3, batch -> done.isEmpty() ? note(batch).then(back.asMono()) : note(batch));

    List<Boolean> taken = IntStream.rangeClosed(1, 8).mapToObj(batches::offer).toList();
    assertThat(done).containsExactly(List.of(1));
    back.tryEmitEmpty();

    assertThat(taken).containsExactly(true, true, true, true, true, true, false, false);
    assertThat(done).containsExactly(List.of(1), List.of(2, 3, 4), List.of(5, 6));
  }

  @Test
  void followsABatchOfManyNoSoonerThanItMay() {
    VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
    try {
      Sinks.Empty<Void> back = Sinks.empty();
      Batches<Integer> batches =
          new Batches<>(
              10,
              10,
              Duration.ofMillis(2),
              batch -> done.isEmpty() ? note(batch).then(back.asMono()) : note(batch));

      // alone it is followed at once, though by many
      IntStream.rangeClosed(1, 3).forEach(batches::offer);
      back.tryEmitEmpty();
      assertThat(done).containsExactly(List.of(1), List.of(2, 3));
      batches.offer(4);
      time.advanceTimeBy(Duration.ofMillis(1));
      batches.offer(5);
      assertThat(done).hasSize(2);
      time.advanceTimeBy(Duration.ofMillis(1));
      assertThat(done).containsExactly(List.of(1), List.of(2, 3), List.of(4, 5));
    } finally {
      VirtualTimeScheduler.reset();
    }
  }

  @Test
  void aBatchThatFailsDoesNotKeepTheOthersFromTheirWork() {
    Batches<Integer> batches =
        new Batches<>(
            10, 10, batch -> batch.contains(2) ? Mono.error(new Exception("two")) : note(batch));

    for (int i = 1; i <= 3; i++) {
      batches.offer(i);
    }

    assertThat(done).containsExactly(List.of(1), List.of(3));
  }

  @Test
  void losesNothingAndNeverWorksOnTwoAtATimeWhenManyOffer() throws Exception {
    AtomicInteger atWork = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Batches<Integer> batches =
        new Batches<>(
            10_000,
            16,
            batch ->
                Mono.fromRunnable(() -> most.accumulateAndGet(atWork.incrementAndGet(), Math::max))
                    .then(note(batch).publishOn(reactor.core.scheduler.Schedulers.parallel()))
                    .doOnTerminate(atWork::decrementAndGet));
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int from = t * 1000;
      threads.add(
          Thread.ofVirtual()
              .start(() -> IntStream.range(from, from + 1000).forEach(batches::offer)));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    await()
        .untilAsserted(
            () ->
                assertThat(done.stream().flatMap(List::stream))
                    .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 4000).boxed().toList()));
    assertThat(most).hasValue(1);
    assertThat(done).allMatch(batch -> batch.size() <= 16);
  }

  private Mono<Void> note(List<Integer> batch) {
    return Mono.fromRunnable(() -> done.add(List.copyOf(batch)));
  }
}
