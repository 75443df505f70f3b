package chat.kit.event;

import static org.assertj.core.api.Assertions.assertThat;

import chat.wire.RoomId;
import io.micrometer.tracing.Tracer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class EventPublisherTest extends EventsTest {
  @Autowired EventPublisher events;
  @Autowired Tracer tracer;
  @Autowired CachingConnectionFactory connections;

  private final RoomId room = Facts.room();

  @Test
  void publishesInTheOrderOfTheCalls() {
    Flux.range(1, 500)
        .flatMap(version -> events.publish(Facts.archived(room, version)), 100)
        .blockLast(Duration.ofSeconds(20));

    eventually().until(() -> tap.seen(room.toString()).size() == 500);
    assertThat(tap.firsts(room.toString())).isEqualTo(upTo(500));
  }

  @Test
  void sendsInParcels() {
    assertThat(connections.getRabbitConnectionFactory().getSocketFactory())
        .isInstanceOf(Parcels.class);
  }

  @Test
  void saysWhoSpeaksAndInWhichTrace() {
    var span = tracer.nextSpan().start();
    try (var scope = tracer.withSpan(span)) {
      events.publish(Facts.archived(room, 1)).block();
    }

    eventually().until(() -> tap.seen(room.toString()).size() == 1);
    var event = tap.seen(room.toString()).getFirst();
    assertThat(event.source()).isEqualTo("/kit-test");
    assertThat(Objects.requireNonNull(event.traceparent())).contains(span.context().traceId());
  }

  @Test
  void doesNotClaimToHavePublishedWhatTheBrokerDidNotTake() {
    outage.cut();

    StepVerifier.create(events.publish(Facts.archived(room, 1))).verifyError(AmqpException.class);

    outage.restore();
    eventually().until(() -> broker.state().connected());
    events.publish(Facts.archived(room, 2)).block();
    eventually().until(() -> tap.firsts(room.toString()).equals(List.of(2L)));
  }

  @Test
  void losesPatienceWithABrokerThatHangs() {
    events.publish(Facts.archived(room, 1)).block();
    outage.stall();

    StepVerifier.create(events.publish(Facts.archived(room, 2)))
        .verifyErrorMessage("The broker has not confirmed within 3000 ms");

    outage.restore();
    events.publish(Facts.archived(room, 3)).block();
    eventually().until(() -> tap.firsts(room.toString()).equals(upTo(3)));
  }
}
