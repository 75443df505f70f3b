package chat.messages.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.messages.MessagesTest;
import chat.wire.RoomKind;
import chat.wire.names.Channels;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.listener.ChannelTopic;

class LiveTest extends MessagesTest {
  @Autowired private ReactiveStringRedisTemplate redis;

  @AfterEach
  void redisIsBack() {
    REDIS.restore();
    await()
        .ignoreExceptions()
        .until(() -> redis.execute(ReactiveRedisConnection::ping).blockFirst(), "PONG"::equals);
  }

  @Test
  void tellsTheRoomsSocketsWhatWasSentAndNothingTwice() {
    List<String> frames = new CopyOnWriteArrayList<>();
    var listening =
        redis
            .listenToLater(ChannelTopic.of(Channels.room(room)))
            .blockOptional(Duration.ofSeconds(10))
            .orElseThrow()
            .subscribe(message -> frames.add(message.getMessage()));
    rooms.open(room, RoomKind.PUBLIC, ada);

    send(ada, "c1", "First").expectStatus().isCreated();
    send(ada, "c1", "First").expectStatus().isOk();
    send(ada, "c2", "Second").expectStatus().isCreated();

    await()
        .untilAsserted(
            () -> {
              assertThat(frames).hasSize(2);
              assertThat(frames.getFirst())
                  .contains("\"event\":\"chat:message\"", "\"seq\":1", "\"text\":\"First\"");
              assertThat(frames.getLast()).contains("\"seq\":2");
            });
    listening.dispose();
  }

  @Test
  void sendsWhileRedisIsAway() {
    rooms.open(room, RoomKind.PUBLIC, ada);
    REDIS.cut();

    send(ada, "c1", "Anybody here?").expectStatus().isCreated();
    REDIS.restore();
    REDIS.stall();
    send(ada, "c2", "Anybody?").expectStatus().isCreated();
    REDIS.restore();

    read(ada, "").expectBody().jsonPath("$.head").isEqualTo(2);
  }
}
