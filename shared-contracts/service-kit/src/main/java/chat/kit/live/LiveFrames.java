package chat.kit.live;

import chat.wire.frame.ServerFrame;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells every node that listens on a channel to hand a frame to its sockets, at most once: whoever
 * is not listening at this moment never hears of it.
 */
public final class LiveFrames {
  private final ReactiveStringRedisTemplate redis;
  private final JsonMapper json = JsonMapper.shared();

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

  private record Live(String event, ServerFrame data) {}
}
