package chat.kit.event;

import static org.assertj.core.api.Assertions.assertThat;

import chat.wire.event.RoomEvent;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Connections end: the broker's fault, or the service stops. */
class ListenerSessionsTest extends DurableQueueTest {
  @Test
  void goesOnInOrderAfterTheBrokerWasAway() {
    var gate = Sinks.<Void>empty();
    listen(
        DurableListener.on(
            queue,
            RoomEvent.class,
            (event, envelope) ->
                (event.version() == 3 ? gate.asMono() : Mono.<Void>empty())
                    .then(writeAnEffect(event, envelope))));
    for (long version = 1; version <= 6; version++) {
      publish(Facts.archived(room, version));
    }
    eventually().until(() -> handled.size() == 2);

    outage.cut();
    eventually().until(() -> !broker.state().connected());
    gate.tryEmitEmpty();
    outage.restore();
    eventually().until(() -> broker.state().connected());
    publish(Facts.archived(room, 7));

    eventually().until(() -> handled.size() == 7);
    assertThat(versions(room)).isEqualTo(upTo(7));
    eventually().until(() -> waiting(queue.name()) == 0);
    assertThat(handled).allSatisfy(event -> assertThat(effects(event)).isEqualTo(1));
  }

  @Test
  void finishesWhatIsInHandBeforeItStops() {
    var gate = Sinks.<Void>empty();
    var started = new AtomicInteger();
    var subscription =
        listen(
            DurableListener.on(
                queue,
                RoomEvent.class,
                (event, envelope) -> {
                  started.incrementAndGet();
                  return gate.asMono().then(remember(envelope));
                }));
    publish(Facts.archived(room, 1));
    publish(Facts.archived(room, 2));
    eventually().until(() -> started.get() == 1);

    var stopping = subscription.stop().toFuture();
    assertThat(stopping).isNotDone();
    gate.tryEmitEmpty();
    stopping.join();

    assertThat(versions(room)).isEqualTo(upTo(1));
    // the other one goes back
    eventually().until(() -> waiting(queue.name()) == 1);
  }

  @Test
  void handsOverToAnotherInstanceInOrder() {
    var first = listen(slowly());
    listen(slowly());
    for (long version = 1; version <= 100; version++) {
      publish(Facts.archived(room, version));
    }
    eventually().until(() -> handled.size() >= 10);

    first.stop().block();

    eventually().until(() -> handled.size() == 100);
    assertThat(versions(room)).isEqualTo(upTo(100));
  }

  private DurableListener<RoomEvent> slowly() {
    return DurableListener.on(
        queue,
        RoomEvent.class,
        (event, envelope) ->
            database.sql("select pg_sleep(0.005)").then().then(remember(envelope)));
  }
}
