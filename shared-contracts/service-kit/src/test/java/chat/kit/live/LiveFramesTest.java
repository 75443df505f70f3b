package chat.kit.live;

import static org.assertj.core.api.Assertions.assertThat;

import chat.backing.WithBackingServices;
import chat.kit.Ids;
import chat.kit.live.LiveFrames.Addressed;
import chat.wire.RoomId;
import chat.wire.UserId;
import chat.wire.frame.ServerFrame;
import chat.wire.names.Channels;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(classes = LiveFramesTest.App.class)
@WithBackingServices
class LiveFramesTest {
  @Autowired LiveFrames frames;
  @Autowired ReactiveStringRedisTemplate redis;

  @Test
  void reachesWhoeverListensOnTheChannel() {
    var room = new RoomId(Ids.next());
    var frame = new ServerFrame.ChatRead(room, new UserId(Ids.next()), 7);
    var channel = Channels.room(room);

    // hot from here on
    var live = Objects.requireNonNull(redis.listenToChannelLater(channel).block());

    StepVerifier.create(live)
        .then(() -> frames.publish(channel, frame).block())
        .assertNext(
            message -> {
              var json = JsonMapper.shared().readTree(message.getMessage());
              assertThat(json.get("event").asString()).isEqualTo("chat:read");
              assertThat(
                      JsonMapper.shared().treeToValue(json.get("data"), ServerFrame.ChatRead.class))
                  .isEqualTo(frame);
            })
        .thenCancel()
        .verify(Duration.ofSeconds(10));
  }

  @Test
  void publishesManyInTheirOrder() {
    var room = new RoomId(Ids.next());
    var channel = Channels.room(room);
    var reader = new UserId(Ids.next());
    var many =
        LongStream.rangeClosed(1, 600)
            .mapToObj(seq -> new Addressed(channel, new ServerFrame.ChatRead(room, reader, seq)))
            .toList();
    var live = Objects.requireNonNull(redis.listenToChannelLater(channel).block());

    StepVerifier.create(
            live.map(message -> JsonMapper.shared().readTree(message.getMessage()))
                .map(json -> json.at("/data/seq").asLong())
                .take(600)
                .collectList())
        .then(() -> frames.publish(many).block())
        .expectNext(LongStream.rangeClosed(1, 600).boxed().toList())
        .expectComplete()
        .verify(Duration.ofSeconds(10));
  }

  @ImportAutoConfiguration({
    DataRedisAutoConfiguration.class,
    DataRedisReactiveAutoConfiguration.class,
    LiveAutoConfiguration.class
  })
  static class App {}
}
