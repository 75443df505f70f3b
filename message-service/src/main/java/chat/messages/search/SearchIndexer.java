package chat.messages.search;

import chat.wire.RoomId;
import chat.wire.UserId;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lets the index follow the streams: a little in the background, and at once for who searches. */
@Component
class SearchIndexer {
  private static final Logger log = LoggerFactory.getLogger(SearchIndexer.class);
  private static final int BATCH = 500;
  private static final int MOST_ROOMS = 500;

  private final SearchIndex index;
  private final TransactionalOperator transaction;
  private final SearchSettings settings;

  SearchIndexer(SearchIndex index, TransactionalOperator transaction, SearchSettings settings) {
    this.index = index;
    this.transaction = transaction;
    this.settings = settings;
  }

  @Scheduled(initialDelayString = "PT5S", fixedDelayString = "${chat.search.every:500ms}")
  Mono<Void> follow() {
    return index
        .behind(settings.atOnce() / 10)
        .collectList()
        .flatMapMany(Flux::fromIterable)
        .concatMap(room -> advance(room, settings.atOnce() / 10))
        .takeUntil(sum(settings.atOnce()))
        .doOnError(error -> log.warn("The index does not follow: {}", error.toString()))
        .onErrorComplete()
        .then();
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
