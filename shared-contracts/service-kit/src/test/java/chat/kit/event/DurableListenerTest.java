package chat.kit.event;

import static org.assertj.core.api.Assertions.assertThat;

import chat.kit.observability.TraceId;
import chat.wire.event.RoomEvent;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import reactor.core.publisher.Mono;

@ExtendWith(OutputCaptureExtension.class)
class DurableListenerTest extends DurableQueueTest {
  private static final Logger log = LoggerFactory.getLogger(DurableListenerTest.class);

  @Test
  void handlesAnEventOnceHoweverOftenItIsDelivered() {
    listen(DurableListener.on(queue, RoomEvent.class, this::writeAnEffect));
    var event = Facts.envelope(Facts.archived(room, 1));

    publish(event);
    publish(event);
    publish(event);

    eventually().until(() -> events(queue, "duplicate") == 2);
    assertThat(handled).containsExactly(event);
    assertThat(effects(event)).isEqualTo(1);
    eventually().until(() -> waiting(queue.name()) == 0);
  }

  @Test
  void undoesWhatAFailedAttemptWrote() {
    var tries = new AtomicInteger();
    listen(
        DurableListener.on(
            queue,
            RoomEvent.class,
            (event, envelope) ->
                writeAnEffect(event, envelope)
                    .then(
                        Mono.defer(
                            () ->
                                tries.incrementAndGet() < 3
                                    ? Mono.error(new IllegalStateException("not yet"))
                                    : Mono.empty()))));
    var event = Facts.envelope(Facts.archived(room, 1));

    publish(event);

    eventually().until(() -> events(queue, "handled") == 1);
    assertThat(tries).hasValue(3);
    assertThat(effects(event)).isEqualTo(1);
  }

  @Test
  void laysAnEventAsideWithTheReasonAndGoesOnWithTheOthers() throws Exception {
    var failing = Facts.envelope(Facts.archived(room, 1));
    var tries = new AtomicInteger();
    listen(
        DurableListener.on(
            queue,
            RoomEvent.class,
            (event, envelope) -> {
              if (envelope.equals(failing)) {
                tries.incrementAndGet();
                return Mono.error(new IllegalStateException("cannot do that"));
              }
              return remember(envelope);
            }));

    publish(failing);
    var neighbours = Stream.generate(Facts::room).limit(20).map(r -> Facts.archived(r, 1)).toList();
    neighbours.forEach(this::publish);
    publish(Facts.archived(room, 2));

    eventually().until(() -> handled.size() == 21);
    eventually().until(() -> waiting(queue.dead()) == 1);
    assertThat(tries).hasValue(3);
    var dead = tap.channel().basicGet(queue.dead(), true);
    assertThat(codec.decode(dead.getBody())).isEqualTo(new EventCodec.Decoded.Known(failing));
    assertThat(dead.getProps().getMessageId()).isEqualTo(failing.id().toString());
    assertThat(dead.getProps().getHeaders())
        .hasEntrySatisfying(
            Burial.REASON, reason -> assertThat(reason.toString()).contains("cannot do that"))
        .hasEntrySatisfying(Burial.ATTEMPTS, n -> assertThat(n).hasToString("3"))
        .hasEntrySatisfying(Burial.TYPE, type -> assertThat(type).hasToString("room.archived"))
        .containsKey(Burial.AT);
    eventually().until(() -> waiting(queue.name()) == 0);
  }

  @Test
  void keepsAnEventUntilTheDeadLettersTakeIt(CapturedOutput log) throws Exception {
    listen(
        DurableListener.on(
            queue, RoomEvent.class, (event, envelope) -> Mono.error(new Exception("never"))));
    tap.channel().queueDelete(queue.dead());

    publish(Facts.archived(room, 1));
    eventually().until(() -> log.getOut().contains("A dead letter of " + queue.name()));
    new Topology(listening.settings().quorumQueues()).declare(tap.channel(), queue);

    eventually().until(() -> waiting(queue.dead()) == 1);
  }

  @Test
  void laysAsideAtOnceWhatCannotBeRead() throws Exception {
    listen(DurableListener.on(queue, RoomEvent.class, (event, envelope) -> remember(envelope)));

    publishRaw("room.archived", "what is this?");
    publish(Facts.archived(room, 1));

    eventually().until(() -> waiting(queue.dead()) == 1);
    eventually().until(() -> handled.size() == 1);
    var dead = tap.channel().basicGet(queue.dead(), true);
    assertThat(dead.getProps().getMessageId()).isNotBlank();
    assertThat(dead.getProps().getHeaders())
        .hasEntrySatisfying(Burial.ATTEMPTS, n -> assertThat(n).hasToString("0"));
    assertThat(failures()).isZero();
  }

  @Test
  void takesNoticeOfItsOwnTypesOnly() throws Exception {
    listen(DurableListener.on(queue, RoomEvent.Archived.class, (event, e) -> remember(e)));

    publishRaw(
        "room.frozen",
        codec
            .encode(Facts.envelope(Facts.archived(room, 1)))
            .replace("room.archived", "room.frozen"));
    publish(Facts.envelope(new RoomEvent.Deleted(room, 2, null)));
    publish(Facts.archived(room, 3));

    eventually().until(() -> events(queue, "ignored") == 2 && handled.size() == 1);
    assertThat(Facts.version(handled.getFirst())).isEqualTo(3);
    assertThat(waiting(queue.dead())).isZero();
    eventually().until(() -> waiting(queue.name()) == 0);
  }

  @Test
  void keepsTheOrderOfEachSubjectThroughFailuresAndRetries() {
    Map<UUID, Integer> tries = new ConcurrentHashMap<>();
    listen(
        DurableListener.on(
            queue,
            RoomEvent.class,
            (event, envelope) ->
                event.version() % 3 == 0 && tries.merge(envelope.id(), 1, Integer::sum) < 3
                    ? Mono.error(new IllegalStateException("again"))
                    : remember(envelope)));
    var rooms = Stream.generate(Facts::room).limit(8).toList();
    for (long version = 1; version <= 15; version++) {
      for (var each : rooms) {
        publish(Facts.archived(each, version));
      }
    }

    eventually().until(() -> handled.size() == 8 * 15);
    for (var each : rooms) {
      assertThat(versions(each)).isEqualTo(upTo(15));
    }
  }

  @Test
  void countsNoAttemptWhileTheDatabaseIsAway() {
    var tries = new AtomicInteger();
    listen(
        DurableListener.on(
            queue,
            RoomEvent.class,
            (event, envelope) ->
                tries.incrementAndGet() < 8
                    ? Mono.error(new DataAccessResourceFailureException("no database"))
                    : remember(envelope)));

    publish(Facts.archived(room, 1));

    eventually().until(() -> handled.size() == 1);
    assertThat(waiting(queue.dead())).isZero();
  }

  @Test
  void continuesTheTraceOfTheEventAndNamesItsSubjectInTheLog(CapturedOutput logs) {
    var seen = new CopyOnWriteArrayList<String>();
    listen(
        DurableListener.on(
            queue,
            RoomEvent.class,
            (event, envelope) ->
                Mono.fromRunnable(
                    () -> {
                      log.info("heard of {}", event.room());
                      seen.add(TraceId.noted().orElseThrow().traceId());
                    })));

    publish(Facts.archived(room, 1));

    eventually().until(() -> seen.size() == 1);
    assertThat(seen).containsExactly("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(logs.getOut().lines().filter(line -> line.contains("heard of " + room)))
        .singleElement()
        .asString()
        .contains("trace=4bf92f3577b34da6a3ce929d0e0e4736")
        .endsWith("room=" + room);
    eventually()
        .until(() -> meters.find("chat.listener").tag("queue", queue.name()).timer() != null);
  }

  private double failures() {
    var counter = meters.find("chat.listener.failures").tag("queue", queue.name()).counter();
    return counter == null ? 0 : counter.count();
  }
}
