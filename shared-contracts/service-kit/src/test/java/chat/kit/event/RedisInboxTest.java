package chat.kit.event;

import static org.assertj.core.api.Assertions.assertThat;

import chat.backing.WithBackingServices;
import chat.wire.event.CloudEvent;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;

/** A service without a database. */
@SpringBootTest(
    classes = EventsApp.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.application.name=kit-test",
      "spring.flyway.enabled=false",
      "spring.autoconfigure.exclude=org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration",
      "chat.messaging.first-backoff=20ms"
    })
@WithBackingServices
class RedisInboxTest {
  @Autowired ConfirmedPublisher publisher;
  @Autowired EventCodec codec;
  @Autowired EventsApp.Replaceable handler;
  @Autowired ReactiveStringRedisTemplate redis;
  @Autowired ObjectProvider<Outbox> outbox;

  @Test
  void handlesARedeliveredEventOnce() {
    var handled = new CopyOnWriteArrayList<CloudEvent>();
    var tries = new AtomicInteger();
    var room = Facts.room();
    var first = Facts.envelope(Facts.archived(room, 1));
    var last = Facts.envelope(Facts.archived(room, 2));
    handler.use(
        (event, envelope) ->
            tries.incrementAndGet() == 1
                ? Mono.error(new IllegalStateException("not yet"))
                : Mono.fromRunnable(() -> handled.add(envelope)));

    publish(first);
    publish(first);
    publish(last);

    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> handled.contains(last));
    assertThat(handled).containsExactly(first, last);
    assertThat(tries).hasValue(3);
    var key = "chat:handled:" + EventsApp.QUEUE.name() + ":" + first.id();
    assertThat(Objects.requireNonNull(redis.getExpire(key).block()))
        .isBetween(Duration.ofDays(13), Duration.ofDays(14));
    assertThat(outbox.getIfAvailable()).isNull();
  }

  private void publish(CloudEvent event) {
    publisher
        .publish(
            List.of(
                new Outgoing(
                    event.id(), event.data().type(), event.traceparent(), codec.encode(event))))
        .block();
  }
}
