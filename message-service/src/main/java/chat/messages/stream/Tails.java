package chat.messages.stream;

import chat.wire.RoomId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Pieces of rooms' streams, from memory where that is known to be right: the newest messages of the
 * rooms that were read last are kept with the edition of the stream that they belong to. Whoever
 * asks says which edition there is now; of another one nothing is taken from memory.
 */
@Component
public class Tails {
  private final RoomStream stream;
  private final Cache<RoomId, Tail> tails;

  private final Counter fromMemory;
  private final Counter fromStore;

  Tails(RoomStream stream, TailSettings settings, MeterRegistry meters) {
    this.stream = stream;
    this.fromMemory = pages(meters, "memory");
    this.fromStore = pages(meters, "store");
    this.tails =
        Caffeine.newBuilder()
            .maximumWeight(settings.memory().toBytes())
            .weigher((RoomId room, Tail tail) -> tail.weight())
            .build();
  }

  private static Counter pages(MeterRegistry meters, String source) {
    return Counter.builder("chat.history.pages")
        .description("Pages of history, by where they came from")
        .tag("from", source)
        .register(meters);
  }

  /** The newest messages between the two, both excluded, in their order. */
  public Mono<Page> before(RoomId room, Edition now, long after, long before, int limit) {
    return kept(room, now)
        .flatMap(tail -> tail.before(room, after, before, limit))
        .map(this::fromMemory)
        .orElseGet(() -> fromStore(read(room, after, before, limit)));
  }

  /** The oldest messages between the two, both excluded. */
  public Mono<Page> after(RoomId room, Edition now, long after, long before, int limit) {
    return kept(room, now)
        .flatMap(tail -> tail.after(room, after, before, limit))
        .map(this::fromMemory)
        .orElseGet(() -> fromStore(stream.after(room, after, before, limit)));
  }

  private Optional<Tail> kept(RoomId room, Edition now) {
    return Optional.ofNullable(tails.getIfPresent(room)).filter(tail -> tail.edition().equals(now));
  }

  private Mono<Page> fromMemory(Page page) {
    fromMemory.increment();
    return Mono.just(page);
  }

  private Mono<Page> fromStore(Mono<Page> page) {
    fromStore.increment();
    return page;
  }

  /** Only what goes to the end of the stream is worth keeping. */
  private Mono<Page> read(RoomId room, long after, long before, int limit) {
    return before == Long.MAX_VALUE
        ? stream
            .tail(room, after, limit)
            .doOnNext(tail -> keep(room, tail))
            .map(tail -> tail.all(room))
        : stream.before(room, after, before, limit);
  }

  /** Of one edition the longer one. */
  private void keep(RoomId room, Tail read) {
    tails.asMap().merge(room, read, (kept, fresh) -> kept.isLongerThan(fresh) ? kept : fresh);
  }
}
