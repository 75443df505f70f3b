package chat.messages.thread;

import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import chat.kit.security.Caller;
import chat.messages.history.History;
import chat.messages.stream.Threads;
import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Reads threads over HTTP. */
@RestController
class ThreadController {
  private static final int USUAL = 50;
  private static final int MOST = 200;
  private static final int PARTICIPANTS = 100;

  private final History history;
  private final Threads threads;

  ThreadController(History history, Threads threads) {
    this.history = history;
    this.threads = threads;
  }

  @GetMapping("/api/v1/rooms/{room}/messages/{message}/thread")
  @Operation(
      summary = "The replies in the thread of a message, and who has taken part",
      description =
          "Without `after`: the newest ones before `before`. With it: the oldest ones after it.")
  Mono<ThreadPage> thread(
      @PathVariable("room") RoomId room,
      @PathVariable("message") MessageId message,
      @Parameter(example = "1000") @RequestParam(name = "before", required = false)
          @Nullable Long before,
      @Parameter(example = "950") @RequestParam(name = "after", required = false)
          @Nullable Long after,
      @Parameter(example = "50") @RequestParam(name = "limit", required = false)
          @Nullable Integer limit,
      Caller caller) {
    int size = limit == null ? USUAL : limit;
    if (size < 1 || size > MOST) {
      return Mono.error(
          Problem.invalid(List.of(new FieldError("limit", "must be 1 to %d".formatted(MOST)))));
    }
    long end = before == null ? Long.MAX_VALUE : before;
    // whoever sees the root sees its replies: they came later
    return history
        .message(room, caller.id(), message)
        .doOnNext(ThreadController::refuseReply)
        .flatMap(
            root ->
                Mono.zip(
                        threads.participants(room, message, PARTICIPANTS),
                        after == null
                            ? threads.before(room, message, 0, end, size)
                            : threads.after(room, message, after, end, size))
                    .map(both -> new ThreadPage(root, both.getT1(), both.getT2())));
  }

  private static void refuseReply(Message root) {
    if (root.thread() != null) {
      throw Problem.of(
          ProblemType.CONFLICT, "This message stands in a thread itself: ask for its root.");
    }
  }
}
