package chat.kit.event;

import static org.assertj.core.api.Assertions.assertThat;

import chat.wire.RoomId;
import chat.wire.event.RoomEvent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class InstanceListenerTest extends EventsTest {
  private final RoomId warmUp = Facts.room();
  private final RoomId room = Facts.room();

  @Test
  void hearsWhatHappensWhileItLives() {
    var first = new Ear();
    publish(Facts.archived(room, 1));
    eventually().until(() -> first.heard().equals(List.of(1L)));

    first.stop();
    publish(Facts.archived(room, 2));
    var second = new Ear();
    publish(Facts.archived(room, 3));

    eventually().until(() -> second.heard().contains(3L));
    assertThat(first.heard()).containsExactly(1L);
    assertThat(second.heard()).containsExactly(3L);
  }

  @Test
  void isGivenEveryEventInEveryInstance() {
    var one = new Ear();
    var other = new Ear();

    publish(Facts.archived(room, 1));

    eventually().until(() -> one.heard().equals(List.of(1L)) && other.heard().equals(List.of(1L)));
  }

  @Test
  void goesOnAfterAFailureAndDoesNotTryAgain() {
    var ear = new Ear();

    publish(Facts.archived(room, -1));
    publish(Facts.archived(room, 2));

    eventually().until(() -> ear.heard().contains(2L));
    assertThat(ear.heard()).containsExactly(-1L, 2L);
  }

  @Test
  void listensAgainAfterTheBrokerWasAway() {
    var ear = new Ear();

    outage.cut();
    eventually().until(() -> !broker.state().connected());
    outage.restore();
    eventually().until(() -> broker.state().connected());

    eventually()
        .until(
            () -> {
              publish(Facts.archived(room, 1));
              return ear.heard().contains(1L);
            });
  }

  /** One instance's listener, which fails at negative versions. */
  private final class Ear {
    private final List<RoomEvent> all = new CopyOnWriteArrayList<>();
    private final Subscription subscription;

    /** Returns when it hears. */
    Ear() {
      subscription =
          subscribe(
              new InstanceReader<>(
                  InstanceListener.on(
                      Set.of("room.archived"), RoomEvent.class, (event, envelope) -> hear(event)),
                  "kit-test",
                  listening));
      eventually()
          .until(
              () -> {
                publish(Facts.archived(warmUp, 1));
                return !all.isEmpty();
              });
    }

    List<Long> heard() {
      return all.stream().filter(e -> e.room().equals(room)).map(RoomEvent::version).toList();
    }

    void stop() {
      subscription.stop().block();
    }

    private Mono<Void> hear(RoomEvent event) {
      all.add(event);
      return event.version() < 0
          ? Mono.error(new IllegalStateException("cannot do that"))
          : Mono.empty();
    }
  }
}
