package chat.rooms;

import static org.awaitility.Awaitility.await;

import chat.kit.event.InstanceListener;
import chat.wire.RoomId;
import chat.wire.event.RoomEvent;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Mono;

/** What another service hears of rooms over the broker. */
@TestConfiguration(proxyBeanMethods = false)
class Heard {
  private final Queue<RoomEvent> events = new ConcurrentLinkedQueue<>();

  @Bean
  InstanceListener<RoomEvent> hearing() {
    return InstanceListener.on(
        Set.of("room.#"),
        RoomEvent.class,
        (event, envelope) -> Mono.fromRunnable(() -> events.add(event)));
  }

  /** Everything heard of one room so far, in the order of arrival. */
  List<RoomEvent> of(RoomId room) {
    return events.stream().filter(event -> event.room().equals(room)).toList();
  }

  /** Everything of one room up to a version, as soon as it has arrived. */
  List<RoomEvent> of(RoomId room, long version) {
    await().until(() -> of(room).stream().anyMatch(event -> event.version() == version));
    return of(room).stream().filter(event -> event.version() <= version).toList();
  }
}
