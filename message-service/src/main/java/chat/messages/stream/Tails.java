package chat.messages.stream;

import chat.wire.RoomId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Pieces of rooms' streams, from memory where that is known to be right: the newest messages of the
 * rooms that were read last are kept with the edition of the stream that they belong to. Whoever
 * asks says which edition there is now; of another one nothing is taken from memory. What is not
 * there comes from the replica, when there is one that has come to that edition.
 */
@Component
public class Tails {
  private final Pages store;
  private final Optional<Replica> replica;
  private final Cache<RoomId, Tail> tails;

  private final Counter fromMemory;
  private final Counter fromStore;

  Tails(
      DatabaseClient database,
      Optional<Replica> replica,
      TailSettings settings,
      MeterRegistry meters) {
    this.store = new Pages(database);
    this.replica = replica;
    this.fromMemory = pages(meters, "memory");
    this.fromStore = pages(meters, "store");
    this.tails =
        Caffeine.newBuilder()
            .maximumWeight(settings.memory().toBytes())
            .weigher((RoomId room, Tail tail) -> tail.weight())
            .build();
  }

  static Counter pages(MeterRegistry meters, String source) {
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
        .orElseGet(() -> read(room, now, after, before, limit));
  }

  /** The oldest messages between the two, both excluded. */
  public Mono<Page> after(RoomId room, Edition now, long after, long before, int limit) {
    return kept(room, now)
        .flatMap(tail -> tail.after(room, after, before, limit))
        .map(this::fromMemory)
        .orElseGet(
            () ->
                fromStore(now, (pages, least) -> pages.after(room, least, after, before, limit))
                    .defaultIfEmpty(Page.ofNothing(room)));
  }

  private Optional<Tail> kept(RoomId room, Edition now) {
    return Optional.ofNullable(tails.getIfPresent(room)).filter(tail -> tail.edition().equals(now));
  }

  private Mono<Page> fromMemory(Page page) {
    fromMemory.increment();
    return Mono.just(page);
  }

  /** What the one that is written to has is always the newest. */
  private <T> Mono<T> fromStore(Edition now, Replica.Question<T> question) {
    Mono<T> stored =
        Mono.defer(
            () -> {
              fromStore.increment();
              return question.of(store, Edition.UNKNOWN);
            });
    return replica.map(there -> there.ask(now, question).switchIfEmpty(stored)).orElse(stored);
  }

  /** Only what goes to the end of the stream is worth keeping. */
  private Mono<Page> read(RoomId room, Edition now, long after, long before, int limit) {
    return before == Long.MAX_VALUE
        ? fromStore(now, (pages, least) -> pages.tail(room, least, after, limit))
            .doOnNext(tail -> keep(room, tail))
            .map(tail -> tail.all(room))
            .defaultIfEmpty(Page.ofNothing(room))
        : fromStore(now, (pages, least) -> pages.before(room, least, after, before, limit))
            .defaultIfEmpty(Page.ofNothing(room));
  }

  /** Of one edition the longer one. */
  private void keep(RoomId room, Tail read) {
    tails.asMap().merge(room, read, (kept, fresh) -> kept.isLongerThan(fresh) ? kept : fresh);
  }
}
