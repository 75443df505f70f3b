package chat.messages.search;

import chat.messages.stream.RoomStream;
import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds what somebody looks for in the rooms that they are in. */
@Component
class Search {
  private final SearchIndexer indexer;
  private final SearchIndex index;
  private final RoomStream stream;

  Search(SearchIndexer indexer, SearchIndex index, RoomStream stream) {
    this.indexer = indexer;
    this.index = index;
    this.stream = stream;
  }

  /**
   * A question.
   *
   * @param from whose messages; absent when anybody's
   * @param behind the end of the page before
   */
  record Question(
      UserId reader,
      Wanted wanted,
      SearchIndex.Scope scope,
      @Nullable UserId from,
      boolean withFiles,
      @Nullable MessageId behind,
      int limit) {

    String tsquery() {
      return wanted.tsquery(
          Stream.of(
                  Optional.ofNullable(from).map(Lexemes::sender),
                  Optional.of(Lexemes.WITH_FILES).filter(marker -> withFiles))
              .flatMap(Optional::stream));
    }
  }

  Mono<Hits> ask(Question question) {
    return indexer
        .catchUp(question.reader())
        .flatMap(
            complete ->
                more(question, question.behind(), new ArrayList<>())
                    .map(found -> found.hits(complete)));
  }

  /** The index may offer what the last look refuses, so there may be a next round. */
  private Mono<Round> more(Question question, @Nullable MessageId behind, List<Hit> hits) {
    int round = Math.max(question.limit(), 20);
    return index
        .find(question.reader(), question.tsquery(), question.scope(), behind, round)
        .collectList()
        .flatMap(
            found ->
                stream
                    .messages(found)
                    .collectMap(Message::id)
                    .flatMap(messages -> look(question, found, messages, hits)));
  }

  private Mono<Round> look(
      Question question,
      List<RoomStream.Place> found,
      Map<MessageId, Message> messages,
      List<Hit> hits) {
    @Nullable MessageId last = null;
    for (RoomStream.Place one : found) {
      last = one.message();
      Optional.ofNullable(messages.get(one.message()))
          .flatMap(message -> Hit.of(message, question.wanted()))
          .ifPresent(hits::add);
      if (hits.size() == question.limit()) {
        return Mono.just(new Round(hits, last));
      }
    }
    return found.size() < Math.max(question.limit(), 20)
        ? Mono.just(new Round(hits, null))
        : more(question, last, hits);
  }

  private record Round(List<Hit> hits, @Nullable MessageId next) {
    Hits hits(boolean complete) {
      return new Hits(complete, List.copyOf(hits), next);
    }
  }
}
