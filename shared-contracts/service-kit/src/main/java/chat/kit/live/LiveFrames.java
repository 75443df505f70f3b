package chat.kit.live;

import chat.wire.frame.ServerFrame;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells every node that listens on a channel to hand a frame to its sockets, at most once: whoever
 * is not listening at this moment never hears of it.
 */
public final class LiveFrames {
  /** One command for any number of frames: each by itself would be a packet of its own. */
  private static final RedisScript<Void> PUBLISH =
      RedisScript.of(
          "for i = 1, #ARGV, 2 do redis.call('publish', ARGV[i], ARGV[i + 1]) end", Void.class);

  private final ReactiveStringRedisTemplate redis;
  private final JsonMapper json = JsonMapper.builder().findAndAddModules().build();

  LiveFrames(ReactiveStringRedisTemplate redis) {
    this.redis = redis;
  }

  /**
   * Publishes {@code {"event": TYPE, "data": FRAME}}.
   *
   * @param channel one of {@link chat.wire.names.Channels}
   */
  public Mono<Void> publish(String channel, ServerFrame frame) {
    return Mono.fromCallable(() -> json.writeValueAsString(new Live(frame.type(), frame)))
        .flatMap(text -> redis.convertAndSend(channel, text))
        .then();
  }

  /** Publishes all of them, in this order. */
  public Mono<Void> publish(List<Addressed> frames) {
    return Mono.fromCallable(() -> frames.stream().flatMap(this::words).toList())
        .flatMapMany(words -> redis.execute(PUBLISH, List.of(), words))
        .then();
  }

  private Stream<String> words(Addressed addressed) {
    ServerFrame frame = addressed.frame();
    return Stream.of(addressed.channel(), json.writeValueAsString(new Live(frame.type(), frame)));
  }

  /**
   * A frame and where it goes.
   *
   * @param channel one of {@link chat.wire.names.Channels}
   */
  public record Addressed(String channel, ServerFrame frame) {}

  private record Live(String event, ServerFrame data) {}
}
