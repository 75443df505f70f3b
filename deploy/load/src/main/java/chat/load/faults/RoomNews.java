package chat.load.faults;

import chat.backing.Amqp;
import chat.wire.Role;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.UserKind;
import chat.wire.UserRef;
import chat.wire.event.CloudEvent;
import chat.wire.event.RoomEvent;
import chat.wire.names.Exchanges;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.json.JsonMapper;

/** Tells, as room-service does, that people come and go; now and then it says so twice. */
final class RoomNews implements AutoCloseable {
  private static final long PAUSE = 20_000_000;
  private static final long CONFIRMED = 10_000;

  private final Random random;
  private final List<RoomId> rooms;
  private final BiConsumer<RoomId, Acknowledged> note;
  private final Connection connection;
  private final Channel channel;
  private final AtomicLong version = new AtomicLong(1);

  RoomNews(long seed, Amqp broker, List<RoomId> rooms, BiConsumer<RoomId, Acknowledged> note)
      throws IOException, TimeoutException {
    this.random = new Random(seed);
    this.rooms = rooms;
    this.note = note;
    this.connection = broker.connectionFactory().newConnection("room-news");
    this.channel = connection.createChannel();
    channel.confirmSelect();
  }

  void tell(BooleanSupplier goOn) throws IOException, InterruptedException, TimeoutException {
    while (goOn.getAsBoolean()) {
      RoomId room = rooms.get(random.nextInt(rooms.size()));
      UserId id = new UserId(new UUID(random.nextLong(), random.nextLong()));
      UserRef guest = new UserRef(id, "somebody", UserKind.PERSON);
      publish(new RoomEvent.MemberJoined(room, version.incrementAndGet(), guest, Role.MEMBER));
      note.accept(room, new Acknowledged("joined " + id, 0));
      publish(new RoomEvent.MemberLeft(room, version.incrementAndGet(), guest));
      note.accept(room, new Acknowledged("left " + id, 0));
      LockSupport.parkNanos(PAUSE);
    }
  }

  private void publish(RoomEvent event) throws IOException, InterruptedException, TimeoutException {
    UUID id = new UUID(random.nextLong(), random.nextLong());
    CloudEvent envelope = CloudEvent.of(id, "/room-service", Instant.now(), null, event);
    BasicProperties properties =
        MessageProperties.PERSISTENT_BASIC
            .builder()
            .messageId(id.toString())
            .contentType(CloudEvent.MEDIA_TYPE)
            .build();
    byte[] body = JsonMapper.shared().writeValueAsBytes(envelope);
    for (int times = random.nextInt(5) == 0 ? 2 : 1; times > 0; times--) {
      channel.basicPublish(Exchanges.EVENTS, event.type(), properties, body);
    }
    channel.waitForConfirmsOrDie(CONFIRMED);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
