package chat.messages.live;

import chat.wire.RoomId;
import chat.wire.names.Channels;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.ReactiveSubscription.Message;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.PatternTopic;
import org.springframework.data.redis.listener.ReactiveRedisMessageListenerContainer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/** Redis pub/sub, listened to at most once and for as long as it takes. */
@Component
class LiveChannels implements DisposableBean {
  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration LAST_RETRY = Duration.ofSeconds(1);
  private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

  /** Made by the first who listens: it connects at once, and Redis may be away at the start. */
  private final Mono<ReactiveRedisMessageListenerContainer> made;

  private volatile @Nullable ReactiveRedisMessageListenerContainer container;

  LiveChannels(ReactiveRedisConnectionFactory redis) {
    this.made =
        Mono.fromSupplier(() -> new ReactiveRedisMessageListenerContainer(redis))
            // Lettuce opens a connection on the thread that first wants it, and waits for it there
            .subscribeOn(Schedulers.boundedElastic())
            .doOnNext(fresh -> container = fresh)
            .cache(fresh -> FOR_EVER, error -> Duration.ZERO, () -> Duration.ZERO);
  }

  /**
   * @param heard is run each time that listening begins
   */
  Flux<Message<String, String>> room(RoomId room, Runnable heard) {
    ChannelTopic channel = ChannelTopic.of(Channels.room(room));
    return listen(all -> all.receiveLater(channel), heard);
  }

  /** What concerns single users, whoever they are: one channel's costs for all of them. */
  Flux<Message<String, String>> users() {
    PatternTopic everybody = PatternTopic.of(Channels.USERS);
    return listen(all -> all.receiveLater(everybody), () -> {});
  }

  private <M extends Message<String, String>> Flux<Message<String, String>> listen(
      Function<ReactiveRedisMessageListenerContainer, Mono<Flux<M>>> topic, Runnable heard) {
    return made.flatMap(topic)
        .flatMapMany(messages -> messages.doOnSubscribe(begun -> heard.run()))
        .<Message<String, String>>map(message -> message)
        .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_RETRY).maxBackoff(LAST_RETRY));
  }

  @Override
  public void destroy() throws Exception {
    ReactiveRedisMessageListenerContainer last = container;
    if (last != null) {
      last.destroy();
    }
  }
}
