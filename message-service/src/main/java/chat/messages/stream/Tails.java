package chat.messages.stream;

import chat.wire.RoomId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Pieces of rooms' streams, from memory where that is known to be right: the newest messages of the
 * rooms that were read last are kept with the edition of the stream that they belong to. Whoever
 * asks says which edition there is now. A tail of an earlier one is told what has changed since;
 * whoever scrolls back makes it longer. What is not there comes from the replica, when there is one
 * that has come to that edition.
 */
@Component
public class Tails {
  /** Of so much news reading anew is no dearer. */
  private static final int MUCH_NEWS = 100;

  /** No room takes more than such a part of all. */
  private static final int PARTS = 16;

  private final Pages store;
  private final Optional<Replica> replica;
  private final long longest;
  private final Cache<RoomId, Tail> tails;

  private final Counter fromMemory;
  private final Counter fromStore;
  private final Counter fromNews;

  Tails(Pages store, Optional<Replica> replica, TailSettings settings, MeterRegistry meters) {
    this.store = store;
    this.replica = replica;
    this.fromMemory = pages(meters, "memory");
    this.fromStore = pages(meters, "store");
    this.fromNews = pages(meters, "news");
    this.longest = settings.memory().toBytes() / PARTS;
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
    return kept(
        room,
        now,
        tail -> tail.before(room, after, before, limit),
        () ->
            fromStore(now, (pages, least) -> pages.before(room, least, after, before, limit))
                .doOnNext(piece -> keep(room, piece))
                .map(piece -> piece.page(room))
                .defaultIfEmpty(Page.ofNothing(room)));
  }

  /** The oldest messages between the two, both excluded. */
  public Mono<Page> after(RoomId room, Edition now, long after, long before, int limit) {
    return kept(
        room,
        now,
        tail -> tail.after(room, after, before, limit),
        () ->
            fromStore(now, (pages, least) -> pages.after(room, least, after, before, limit))
                .defaultIfEmpty(Page.ofNothing(room)));
  }

  /** That page of what is kept, when it is all there; else what is read. */
  private Mono<Page> kept(
      RoomId room, Edition now, Function<Tail, Optional<Page>> page, Supplier<Mono<Page>> read) {
    Tail tail = tails.getIfPresent(room);
    Optional<Page> kept = tail == null ? Optional.empty() : page.apply(tail);
    if (tail == null || kept.isEmpty()) {
      return read.get();
    }
    if (tail.edition().isAtLeast(now)) {
      fromMemory.increment();
      return Mono.just(kept.get());
    }
    return upToDate(room, tail, now)
        .flatMap(fresh -> Mono.justOrEmpty(page.apply(fresh)))
        .switchIfEmpty(Mono.defer(read));
  }

  /** Empty when reading anew is better. */
  private Mono<Tail> upToDate(RoomId room, Tail tail, Edition now) {
    Edition then = tail.edition();
    return now.forgotten() != then.forgotten() || now.head() - then.head() > MUCH_NEWS
        ? Mono.empty()
        : ask(now, (pages, least) -> pages.news(room, least, then), fromNews)
            .map(tail::with)
            .doOnNext(fresh -> tails.asMap().merge(room, fresh.within(longest), Tails::better));
  }

  private <T> Mono<T> fromStore(Edition now, Replica.Question<T> question) {
    return ask(now, question, fromStore);
  }

  /** What the one that is written to has is always the newest. */
  private <T> Mono<T> ask(Edition now, Replica.Question<T> question, Counter asked) {
    Mono<T> stored =
        Mono.defer(
            () -> {
              asked.increment();
              return question.of(store, Edition.UNKNOWN);
            });
    return replica.map(there -> there.ask(now, question).switchIfEmpty(stored)).orElse(stored);
  }

  /** Only what goes to the end of the stream, or on from there, is worth keeping. */
  private void keep(RoomId room, Piece piece) {
    if (piece.until() == Piece.END) {
      tails.asMap().merge(room, Tail.of(piece).within(longest), Tails::better);
    } else {
      tails.asMap().computeIfPresent(room, (there, tail) -> longer(tail, piece));
    }
  }

  private static Tail better(Tail kept, Tail fresh) {
    return fresh.isBetterThan(kept) ? fresh : kept;
  }

  private Tail longer(Tail tail, Piece piece) {
    Tail longer = tail.reachingBackWith(piece);
    return longer.weight() > longest ? tail : longer;
  }
}
