package chat.messages.search;

import chat.messages.write.Written;
import chat.wire.RoomId;
import chat.wire.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets the index follow the streams: a little in the background, and at once for who searches. Each
 * node follows what it has written itself, and now and then looks for rooms that nobody follows: to
 * look means to go through all rooms.
 */
@Component
class SearchIndexer implements Written {
  private static final Logger log = LoggerFactory.getLogger(SearchIndexer.class);
  private static final int BATCH = 500;
  private static final int MOST_ROOMS = 500;

  private final SearchIndex index;
  private final TransactionalOperator transaction;
  private final SearchSettings settings;
  private final int part;
  private final Set<RoomId> behind = ConcurrentHashMap.newKeySet();
  private final AtomicLong nextLook = new AtomicLong(System.nanoTime());

  SearchIndexer(SearchIndex index, TransactionalOperator transaction, SearchSettings settings) {
    this.index = index;
    this.transaction = transaction;
    this.settings = settings;
    this.part = Math.max(1, settings.atOnce() / 10);
  }

  @Override
  public void in(RoomId room) {
    behind.add(room);
  }

  /** Called once, and subscribed to whenever it is time. */
  @Scheduled(initialDelayString = "PT5S", fixedDelayString = "${chat.search.every:500ms}")
  Mono<Void> follow() {
    return Mono.defer(this::look)
        .thenMany(Flux.defer(() -> Flux.fromIterable(inAnyOrder())))
        .concatMap(this::follow)
        .takeUntil(sum(settings.atOnce()))
        .doOnError(error -> log.warn("The index does not follow: {}", error.toString()))
        .onErrorComplete()
        .then();
  }

  /** Finding as many as it asks for it does not wait to look for more. */
  private Mono<Void> look() {
    if (System.nanoTime() - nextLook.get() < 0) {
      return Mono.empty();
    }
    return index
        .behind(part)
        .collectList()
        .doOnNext(behind::addAll)
        .doOnNext(
            found ->
                nextLook.set(
                    System.nanoTime() + (found.size() < part ? settings.look().toNanos() : 0)))
        .then();
  }

  /** The same ones first always would starve others. */
  private List<RoomId> inAnyOrder() {
    List<RoomId> rooms = new ArrayList<>(behind);
    Collections.shuffle(rooms);
    return rooms;
  }

  /** What is written meanwhile puts the room back. */
  private Mono<Integer> follow(RoomId room) {
    return Mono.fromRunnable(() -> behind.remove(room))
        .then(Mono.defer(() -> advance(room, part)))
        .doOnNext(
            taken -> {
              if (taken >= part) {
                behind.add(room);
              }
            })
        .doOnError(error -> behind.add(room));
  }

  /** Whether the index then has all of this person's rooms, as far as they are written now. */
  Mono<Boolean> catchUp(UserId reader) {
    return index
        .behind(reader, MOST_ROOMS)
        .collectList()
        .flatMapMany(Flux::fromIterable)
        .concatMap(room -> advance(room, settings.first()))
        .takeUntil(sum(settings.first()))
        .then(Mono.defer(() -> index.behind(reader, 1).hasElements()))
        .map(behind -> !behind);
  }

  private static Predicate<Integer> sum(int most) {
    var taken = new AtomicInteger();
    return more -> taken.addAndGet(more) >= most;
  }

  /** How many events were taken in. */
  Mono<Integer> advance(RoomId room, int most) {
    return step(room, Math.min(BATCH, most))
        .expand(taken -> taken == BATCH ? step(room, BATCH) : Mono.empty())
        .take(Math.max(1, most / BATCH))
        .reduce(0, Integer::sum);
  }

  private Mono<Integer> step(RoomId room, int limit) {
    return Mono.defer(() -> index.position(room))
        .flatMap(
            position ->
                index
                    .next(room, position, limit)
                    .flatMap(
                        upTo -> take(room, position, upTo).thenReturn((int) (upTo - position))))
        .as(transaction::transactional);
  }

  private Mono<Void> take(RoomId room, long position, long upTo) {
    return index
        .changed(room, position, upTo)
        .collectList()
        .flatMap(changed -> index.put(room, changed))
        .then(Mono.defer(() -> index.move(room, upTo)));
  }
}
