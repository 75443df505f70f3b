package chat.kit.event;

import chat.wire.RoomId;
import chat.wire.event.CloudEvent;
import chat.wire.event.RoomEvent;
import chat.wire.names.DurableQueue;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.publisher.Mono;

/** A durable queue of the test's own, and what was handled of it. */
abstract class DurableQueueTest extends EventsTest {
  final RoomId room = Facts.room();
  final List<CloudEvent> handled = new CopyOnWriteArrayList<>();
  DurableQueue queue;

  @BeforeEach
  void aQueueOfItsOwn() {
    queue = queue("room.*");
  }

  Mono<Void> remember(CloudEvent envelope) {
    return Mono.fromRunnable(() -> handled.add(envelope));
  }

  Mono<Void> writeAnEffect(RoomEvent event, CloudEvent envelope) {
    return database
        .sql("insert into effect (event_id) values ($1)")
        .bind(0, envelope.id())
        .then()
        .then(remember(envelope));
  }

  long effects(CloudEvent event) {
    return Objects.requireNonNull(
        database
            .sql("select count(*) from effect where event_id = $1")
            .bind(0, event.id())
            .map(row -> row.get(0, Long.class))
            .one()
            .block());
  }

  List<Long> versions(RoomId room) {
    return handled.stream()
        .filter(event -> event.subject().equals(room.toString()))
        .map(Facts::version)
        .toList();
  }
}
