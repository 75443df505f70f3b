package chat.kit.event;

import static org.assertj.core.api.Assertions.assertThat;

import chat.kit.database.Lines;
import chat.wire.RoomId;
import chat.wire.event.CloudEvent;
import chat.wire.event.RoomEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@ExtendWith(OutputCaptureExtension.class)
class OutboxTest extends EventsTest {
  private static final String RELAYS =
      """
      pg_locks where locktype = 'advisory'
        and database = (select oid from pg_database where datname = current_database())
      """;

  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration OFTEN = Duration.ofMillis(10);
  private static final Duration SHORT = Duration.ofMillis(1);

  @Autowired OutboxRelay relay;
  @Autowired OutboxStore store;
  @Autowired Envelopes envelopes;
  @Autowired Lines lines;

  private final RoomId room = Facts.room();
  private final String subject = room.toString();

  @Test
  void refusesAnEventWithoutATransaction() {
    StepVerifier.create(outbox.append(Facts.archived(room, 1)))
        .verifyErrorMessage(
            "An event is appended within the transaction that makes it true, and there is none");
  }

  @Test
  void publishesNothingThatWasRolledBack() {
    StepVerifier.create(
            transaction.transactional(
                outbox
                    .append(Facts.archived(room, 99))
                    .then(Mono.error(new IllegalStateException("changed my mind")))))
        .verifyErrorMessage("changed my mind");
    change(room).block();

    eventually().until(() -> !tap.seen(subject).isEmpty());
    assertThat(tap.firsts(subject)).containsExactly(1L);
  }

  @Test
  void publishesTheEventsOfOneTransactionInTheOrderOfTheCall() {
    transaction
        .transactional(
            outbox.append(
                Facts.archived(room, 1), Facts.archived(room, 2), Facts.archived(room, 3)))
        .block();

    eventually().untilAsserted(() -> assertThat(tap.firsts(subject)).isEqualTo(upTo(3)));
  }

  @Test
  void keepsTheOrderOfEachSubjectWithManyWritersAndTwoRelays() throws Exception {
    var rooms = Stream.generate(Facts::room).limit(5).toList();
    try (var second = new Relaying(OFTEN, SHORT)) {
      change(rooms, 200);
      withoutTheServicesOwnRelay();
      change(rooms, 200);
      for (var each : rooms) {
        eventually().until(() -> tap.seen(each.toString()).size() >= 80);
      }
      assertThat(second.published()).as("the other instance took over").isPositive();
    } finally {
      relay.start();
    }

    for (var each : rooms) {
      assertThat(tap.seen(each.toString()).stream().map(Facts::version).toList())
          .isEqualTo(upTo(80));
    }
  }

  @Test
  void publishesAtOnceWhatIsCommitted() throws Exception {
    withoutTheServicesOwnRelay();
    try (var sleepy = new Relaying(NEVER, SHORT)) {
      eventually().until(() -> backlog() == 0);
      var waking = new Outbox(database, envelopes, codec, sleepy.relay);
      transaction.transactional(waking.append(Facts.archived(room, 1))).block();

      eventually().until(() -> tap.firsts(subject).equals(upTo(1)));
    } finally {
      relay.start();
    }
  }

  @Test
  void losesNothingAndKeepsTheOrderWhileTheBrokerIsAway(CapturedOutput log) {
    produce(1, 50);
    outage.stall(); // what is under way will never arrive
    produce(51, 60);
    outage.cut();
    produce(61, 100);
    eventually().until(() -> !broker.state().connected());
    assertThat(broker.state().reason()).isNotBlank();
    assertThat(locks()).as("sessions that wait for the broker").isZero();
    outage.restore();
    produce(101, 150);

    eventually().untilAsserted(() -> assertThat(tap.firsts(subject)).isEqualTo(upTo(150)));
    assertThat(broker.state().connected()).isTrue();
    assertThat(log.getOut().split("The broker is away", -1)).hasSize(2);
    assertThat(log).contains("The broker is back").doesNotContain("Relaying the outbox fails");
  }

  @Test
  void letsAnotherInstanceTryWhenTheBrokerHangs() {
    outage.stall();
    produce(1, 30);

    // behind an open transaction the database could not clean up
    eventually().until(() -> locks() > 0 && openTransactions() == 0);
    eventually().until(() -> locks() == 0);
    outage.restore();

    eventually().untilAsserted(() -> assertThat(tap.firsts(subject)).isEqualTo(upTo(30)));
  }

  @Test
  void finishesTheBatchInHandBeforeItStops() throws Exception {
    outage.stall();
    produce(1, 3);
    eventually().until(() -> locks() > 0);

    var stopped = new CountDownLatch(1);
    relay.stop(stopped::countDown);
    try {
      assertThat(stopped.getCount()).isEqualTo(1);
      outage.restore();
      assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
      var left = backlog();
      assertThat(left).isLessThan(3);
      eventually().until(() -> tap.seen(subject).size() == 3 - left);
    } finally {
      relay.start();
    }
  }

  @Test
  void aCrashAfterPublishingMakesDoublesThatTheConsumerDrops() throws Exception {
    var handled = new CopyOnWriteArrayList<CloudEvent>();
    var queue = queue("room.archived");
    listen(
        DurableListener.on(
            queue,
            RoomEvent.class,
            (event, envelope) -> Mono.fromRunnable(() -> handled.add(envelope))));
    withoutTheServicesOwnRelay();
    try {
      produce(1, 10);
      try (var other = new Relaying(OFTEN, NEVER)) { // it rests before it takes them out
        eventually().until(() -> tap.seen(subject).size() == 10);
        hangUpOnWhoeverRelays();
      }
    } finally {
      relay.start();
    }

    eventually().until(() -> tap.seen(subject).size() == 20);
    eventually().until(() -> events(queue, "duplicate") == 10);

    assertThat(tap.firsts(subject)).isEqualTo(upTo(10));
    assertThat(handled.stream().filter(e -> e.subject().equals(subject)).map(Facts::version))
        .containsExactlyElementsOf(upTo(10));
  }

  @Test
  void clearsTheTableOfWhatItHasTakenOut() throws Exception {
    withoutTheServicesOwnRelay();
    long before = vacuums();
    try (var tidy = new Relaying(OFTEN, SHORT)) {
      produce(1, 30);
      eventually().until(() -> tap.seen(subject).size() == 30);
      eventually().until(() -> vacuums() > before);
    } finally {
      relay.start();
    }
  }

  private long vacuums() {
    return Objects.requireNonNull(
        database
            .sql("select vacuum_count from pg_stat_user_tables where relname = 'outbox'")
            .map(row -> row.get(0, Long.class))
            .one()
            .block());
  }

  @Test
  void measuresWhatWaits() throws Exception {
    withoutTheServicesOwnRelay();
    try {
      produce(1, 3);

      assertThat(backlog()).isEqualTo(3);
    } finally {
      relay.start();
    }
    eventually().until(() -> backlog() == 0);
    assertThat(meters.get("chat.outbox.published").counter().count()).isPositive();
    assertThat(meters.get("chat.outbox.events").gauge().value()).isNotNegative();
  }

  private long openTransactions() {
    return count("pg_stat_activity where datname = current_database() and state like 'idle in %'");
  }

  private long locks() {
    return count(RELAYS);
  }

  private void hangUpOnWhoeverRelays() {
    assertThat(count("(select pg_terminate_backend(pid) from " + RELAYS + ") t")).isEqualTo(1);
  }

  private long count(String what) {
    return Objects.requireNonNull(
        database
            .sql("select count(*) from " + what)
            .map(row -> row.get(0, Long.class))
            .one()
            .block());
  }

  private long backlog() {
    return Objects.requireNonNull(store.size().block()).events();
  }

  private void produce(int from, int to) {
    for (int i = from; i <= to; i++) {
      change(room).block();
    }
  }

  private void change(List<RoomId> rooms, int times) {
    Flux.range(0, times)
        .flatMap(i -> change(rooms.get(i % rooms.size())), 12)
        .blockLast(Duration.ofSeconds(60));
  }

  private void withoutTheServicesOwnRelay() throws InterruptedException {
    var stopped = new CountDownLatch(1);
    relay.stop(stopped::countDown);
    stopped.await();
  }

  /** The relay of another instance of the service. */
  private final class Relaying implements AutoCloseable {
    private final SimpleMeterRegistry itsMeters = new SimpleMeterRegistry();
    private final ConfirmedPublisher itsPublisher =
        new ConfirmedPublisher(broker, Duration.ofSeconds(3));
    private final OutboxRelay relay;

    Relaying(Duration poll, Duration rest) {
      var settings = new OutboxSettings(11, poll, rest, 25);
      relay = new OutboxRelay(store, lines.line(), itsPublisher, broker, settings, itsMeters);
      relay.start();
    }

    double published() {
      return itsMeters.get("chat.outbox.published").counter().count();
    }

    @Override
    public void close() throws InterruptedException {
      var stopped = new CountDownLatch(1);
      relay.stop(stopped::countDown);
      stopped.await();
      itsPublisher.destroy();
    }
  }
}
