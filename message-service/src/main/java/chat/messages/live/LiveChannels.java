package chat.messages.live;

import chat.wire.RoomId;
import chat.wire.names.Channels;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.pubsub.api.reactive.RedisPubSubReactiveCommands;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Redis pub/sub, listened to at most once and for as long as it takes, over one connection. What
 * arrives is handed to the one who wants it: asking each listener whether it does would cost each
 * message as much as there are rooms.
 */
@Component
class LiveChannels implements DisposableBean {
  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration LAST_RETRY = Duration.ofSeconds(1);
  private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

  private final Map<String, FluxSink<Message>> listeners = new ConcurrentHashMap<>();

  /** Made by the first who listens: it connects at once, and Redis may be away at the start. */
  private final Mono<StatefulRedisPubSubConnection<String, String>> made;

  private volatile @Nullable StatefulRedisPubSubConnection<String, String> connection;

  LiveChannels(LettuceConnectionFactory redis) {
    this.made =
        Mono.fromSupplier(() -> connect(redis.getRequiredNativeClient()))
            // Lettuce waits for it on the thread that wants it
            .subscribeOn(Schedulers.boundedElastic())
            .doOnNext(this::listenTo)
            .cache(fresh -> FOR_EVER, error -> Duration.ZERO, () -> Duration.ZERO);
  }

  /** What was said on a channel. */
  record Message(String channel, String text) {}

  private static StatefulRedisPubSubConnection<String, String> connect(AbstractRedisClient client) {
    return switch (client) {
      case RedisClient one -> one.connectPubSub(StringCodec.UTF8);
      case RedisClusterClient cluster -> cluster.connectPubSub(StringCodec.UTF8);
      default -> throw new IllegalStateException("Neither one Redis nor a cluster: " + client);
    };
  }

  private void listenTo(StatefulRedisPubSubConnection<String, String> fresh) {
    fresh.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String channel, String text) {
            hand(channel, new Message(channel, text));
          }

          @Override
          public void message(String pattern, String channel, String text) {
            hand(pattern, new Message(channel, text));
          }
        });
    connection = fresh;
  }

  private void hand(String subscription, Message message) {
    FluxSink<Message> listener = listeners.get(subscription);
    if (listener != null) {
      listener.next(message);
    }
  }

  /**
   * One at a time may listen to a room.
   *
   * @param heard is run each time that listening begins
   */
  Flux<Message> room(RoomId room, Runnable heard) {
    String channel = Channels.room(room);
    return listen(
        channel,
        commands -> commands.subscribe(channel),
        commands -> commands.unsubscribe(channel),
        heard);
  }

  /** What concerns single users, whoever they are: one channel's costs for all of them. */
  Flux<Message> users() {
    String pattern = Channels.USERS;
    return listen(
        pattern,
        commands -> commands.psubscribe(pattern),
        commands -> commands.punsubscribe(pattern),
        () -> {});
  }

  private Flux<Message> listen(
      String subscription,
      Function<RedisPubSubReactiveCommands<String, String>, Mono<Void>> begin,
      Function<RedisPubSubReactiveCommands<String, String>, Mono<Void>> end,
      Runnable heard) {
    return Flux.create(
        listener -> {
          listeners.put(subscription, listener);
          Disposable beginning =
              Background.run(
                  made.flatMap(one -> begin.apply(one.reactive()))
                      .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_RETRY).maxBackoff(LAST_RETRY))
                      .doOnSuccess(begun -> heard.run())
                      .flux());
          listener.onDispose(
              () -> {
                beginning.dispose();
                listeners.remove(subscription, listener);
                end(end);
              });
        });
  }

  /** Should it fail, what still arrives has no listener. */
  private void end(Function<RedisPubSubReactiveCommands<String, String>, Mono<Void>> end) {
    StatefulRedisPubSubConnection<String, String> open = connection;
    if (open != null && open.isOpen()) {
      var _ = Background.run(end.apply(open.reactive()).onErrorComplete().flux());
    }
  }

  @Override
  public void destroy() {
    StatefulRedisPubSubConnection<String, String> last = connection;
    if (last != null) {
      last.close();
    }
  }
}
