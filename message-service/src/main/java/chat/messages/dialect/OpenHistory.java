package chat.messages.dialect;

import chat.kit.problem.Problem;
import chat.kit.security.Caller;
import chat.messages.history.History;
import chat.messages.history.PageSize;
import chat.messages.stream.Page;
import chat.messages.stream.RoomStream;
import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.internal.OpenedRoom;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * History by message ids instead of seqs; of a room that a code opens for whoever knows the code.
 */
@Component
class OpenHistory {
  private final History history;
  private final RoomStream stream;
  private final PageSize size;

  OpenHistory(History history, RoomStream stream, PageSize size) {
    this.history = history;
    this.stream = stream;
    this.size = size;
  }

  /** A member sees what members see; whoever has but the code, what a newcomer would. */
  Mono<List<Message>> newestFirst(
      OpenedRoom room,
      @Nullable Caller caller,
      @Nullable MessageId before,
      @Nullable Integer limit) {
    Mono<Long> beginning =
        caller == null
            ? newcomer(room)
            : history
                .beginning(room.room(), caller.id())
                .onErrorResume(OpenHistory::isStranger, stranger -> newcomer(room));
    return page(room.room(), beginning, before, limit).map(page -> page.messages().reversed());
  }

  /** For a member, in the order of their seqs. */
  Mono<List<Message>> oldestFirst(
      RoomId room, Caller caller, @Nullable MessageId before, @Nullable Integer limit) {
    return page(room, history.beginning(room, caller.id()), before, limit).map(Page::messages);
  }

  private Mono<Page> page(
      RoomId room, Mono<Long> beginning, @Nullable MessageId before, @Nullable Integer limit) {
    return Mono.fromCallable(() -> size.bounded(limit))
        .flatMap(
            most ->
                beginning.flatMap(
                    begin ->
                        end(room, before).flatMap(end -> stream.before(room, begin, end, most))));
  }

  private Mono<Long> end(RoomId room, @Nullable MessageId before) {
    return before == null
        ? Mono.just(Long.MAX_VALUE)
        : stream
            .message(room, before)
            .map(Message::seq)
            .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.MESSAGE_NOT_FOUND)));
  }

  private static Mono<Long> newcomer(OpenedRoom room) {
    return Mono.just(Boolean.FALSE.equals(room.details().historyVisible()) ? Long.MAX_VALUE : 0L);
  }

  private static boolean isStranger(Throwable error) {
    return error instanceof Problem problem && problem.type() == ProblemType.NOT_A_MEMBER;
  }
}
