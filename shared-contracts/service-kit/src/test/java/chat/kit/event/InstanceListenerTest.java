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
  private final List<RoomEvent> seen = new CopyOnWriteArrayList<>();

  @Test
  void hearsWhatHappensWhileItLives() {
    var first = listening();
    publish(Facts.archived(room, 1));
    eventually().until(() -> versions().equals(List.of(1L)));

    first.stop().block();
    publish(Facts.archived(room, 2));
    listening();
    publish(Facts.archived(room, 3));

    eventually().until(() -> versions().contains(3L));
    assertThat(versions()).containsExactly(1L, 3L);
  }

  @Test
  void isGivenEveryEventInEveryInstance() {
    listening();
    listening();

    publish(Facts.archived(room, 1));

    eventually().until(() -> versions().equals(List.of(1L, 1L)));
  }

  @Test
  void goesOnAfterAFailureAndDoesNotTryAgain() {
    listening();

    publish(Facts.archived(room, -1));
    publish(Facts.archived(room, 2));

    eventually().until(() -> versions().contains(2L));
    assertThat(versions()).containsExactly(-1L, 2L);
  }

  @Test
  void listensAgainAfterTheBrokerWasAway() {
    listening();

    outage.cut();
    eventually().until(() -> !broker.state().connected());
    outage.restore();
    eventually().until(() -> broker.state().connected());

    eventually()
        .until(
            () -> {
              publish(Facts.archived(room, 1));
              return versions().contains(1L);
            });
  }

  /** Returns when the listener hears. */
  private Subscription listening() {
    var heard = seen.size();
    var subscription =
        subscribe(
            new InstanceReader<>(
                InstanceListener.on(Set.of("room.archived"), RoomEvent.class, this::see),
                "kit-test",
                listening));
    eventually()
        .until(
            () -> {
              publish(Facts.archived(warmUp, seen.size()));
              return seen.size() > heard;
            });
    return subscription;
  }

  private Mono<Void> see(RoomEvent event, Object envelope) {
    return Mono.fromRunnable(
        () -> {
          seen.add(event);
          if (event.version() < 0) {
            throw new IllegalStateException("cannot do that");
          }
        });
  }

  private List<Long> versions() {
    return seen.stream().filter(e -> e.room().equals(room)).map(RoomEvent::version).toList();
  }
}
