package chat.kit.event;

import chat.backing.BackingServices;
import chat.backing.Outage;
import chat.backing.WithBackingServices;
import chat.kit.Ids;
import chat.wire.RoomId;
import chat.wire.event.CloudEvent;
import chat.wire.event.DomainEvent;
import chat.wire.event.RoomEvent;
import chat.wire.names.DurableQueue;
import chat.wire.names.Exchanges;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** A service with a database, whose broker can be taken away. */
@SpringBootTest(
    classes = EventsApp.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.application.name=kit-test",
      "spring.flyway.locations=classpath:db/kit-test",
      "spring.reactor.context-propagation=auto",
      "management.endpoints.web.exposure.include=*",
      "chat.messaging.attempts=3",
      "chat.messaging.first-backoff=20ms",
      "chat.messaging.max-backoff=100ms",
      "chat.messaging.confirm-timeout=3s",
      "chat.outbox.batch=10",
      "chat.outbox.poll=250ms"
    })
@WithBackingServices(database = "events")
abstract class EventsTest {
  private static final Outage OUTAGE = outage();

  final Outage outage = OUTAGE;
  @Autowired DatabaseClient database;
  @Autowired TransactionalOperator transaction;
  @Autowired Outbox outbox;
  @Autowired Broker broker;
  @Autowired ConfirmedPublisher publisher;
  @Autowired EventCodec codec;
  @Autowired Listening listening;
  @Autowired Inbox inbox;
  @Autowired MeterRegistry meters;
  @Autowired EventsApp.Replaceable handler;

  Tap tap;
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final List<DurableQueue> queues = new ArrayList<>();

  private static Outage outage() {
    var amqp = BackingServices.forTests().amqp();
    return Outage.before(amqp.host(), amqp.port());
  }

  @DynamicPropertySource
  static void brokerBehindTheOutage(DynamicPropertyRegistry properties) {
    properties.add("spring.rabbitmq.host", OUTAGE::host);
    properties.add("spring.rabbitmq.port", OUTAGE::port);
  }

  @BeforeEach
  void openTap() throws Exception {
    tap = new Tap();
  }

  @AfterEach
  void tidyUp() throws Exception {
    outage.restore();
    handler.reset();
    eventually().until(() -> broker.state().connected());
    for (var subscription : subscriptions) {
      subscription.stop().block(Duration.ofSeconds(20));
    }
    for (var queue : queues) {
      tap.channel().queueDelete(queue.name());
      tap.channel().queueDelete(queue.dead());
    }
    tap.channel().queuePurge(EventsApp.QUEUE.dead());
    tap.close();
  }

  static ConditionFactory eventually() {
    return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10));
  }

  static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  /** A queue of the test's own. */
  DurableQueue queue(String... keys) {
    var queue = DurableQueue.of("kit-test." + Ids.next(), keys);
    queues.add(queue);
    return queue;
  }

  <T extends DomainEvent> Subscription listen(DurableListener<T> listener) {
    var burial = new Burial(broker, Duration.ofSeconds(3));
    var subscription = subscribe(new DurableReader<>(listener, inbox, burial, listening));
    eventually().until(() -> isRead(listener.queue()));
    return subscription;
  }

  Subscription subscribe(Reader reader) {
    var subscription = new Subscription(reader, broker, codec, listening.settings());
    subscriptions.add(subscription);
    subscription.start();
    return subscription;
  }

  private static boolean isRead(DurableQueue queue) throws Exception {
    // asking for a queue that does not exist costs the connection
    try (var connection = BackingServices.forTests().amqp().connectionFactory().newConnection()) {
      return connection.createChannel().consumerCount(queue.name()) > 0;
    } catch (IOException e) {
      return false;
    }
  }

  void publish(RoomEvent event) {
    publish(Facts.envelope(event));
  }

  void publish(CloudEvent event) {
    publisher
        .publish(
            List.of(
                new Outgoing(
                    event.id(), event.data().type(), event.traceparent(), codec.encode(event))))
        .block();
  }

  void publishRaw(String key, String body) throws Exception {
    tap.channel().basicPublish(Exchanges.EVENTS, key, null, body.getBytes(StandardCharsets.UTF_8));
  }

  /** What a service does: changes the subject's row and says so, in one transaction. */
  Mono<Void> change(RoomId room) {
    return transaction.transactional(
        database
            .sql(
                """
                insert into subject (id, version) values ($1, 1)
                on conflict (id) do update set version = subject.version + 1
                returning version
                """)
            .bind(0, room.value())
            .map(row -> row.get(0, Long.class))
            .one()
            .flatMap(version -> outbox.append(Facts.archived(room, version))));
  }

  long waiting(String queue) {
    try {
      return tap.channel().messageCount(queue);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  double events(DurableQueue queue, String outcome) {
    var counter =
        meters
            .find("chat.listener.events")
            .tags("queue", queue.name(), "outcome", outcome)
            .counter();
    return counter == null ? 0 : counter.count();
  }
}
