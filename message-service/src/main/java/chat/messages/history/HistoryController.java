package chat.messages.history;

import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import chat.kit.security.Caller;
import chat.messages.stream.Page;
import chat.messages.stream.RoomStream;
import chat.messages.stream.Wording;
import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.RoomId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Reads a room's history over HTTP. */
@RestController
class HistoryController {
  private final History history;
  private final RoomStream stream;
  private final PageSize size;

  HistoryController(History history, RoomStream stream, PageSize size) {
    this.history = history;
    this.stream = stream;
    this.size = size;
  }

  @GetMapping("/api/v1/rooms/{room}/messages")
  @Operation(
      summary = "Messages of a room, in the order of their seqs",
      description =
          "Without `after`: the newest ones before `before`. With it: the oldest ones after it."
              + " With `around`: as many before that seq as from it on. `If-None-Match` with the"
              + " `ETag` of an earlier answer is answered 304 while that is still so.")
  Mono<ResponseEntity<Page>> page(
      @PathVariable("room") RoomId room,
      @Parameter(example = "1000") @RequestParam(name = "before", required = false)
          @Nullable Long before,
      @Parameter(example = "950") @RequestParam(name = "after", required = false)
          @Nullable Long after,
      @Parameter(example = "970") @RequestParam(name = "around", required = false)
          @Nullable Long around,
      @Parameter(example = "50") @RequestParam(name = "limit", required = false)
          @Nullable Integer limit,
      Caller caller) {
    return Mono.fromCallable(() -> size.bounded(limit))
        .flatMap(
            most ->
                around == null
                    ? history.page(room, caller.id(), after, before, most)
                    : history.around(room, caller.id(), alone(around, after, before), most))
        .map(HistoryController::answer);
  }

  private static long alone(long around, @Nullable Long after, @Nullable Long before) {
    if (after != null || before != null) {
      throw Problem.invalid(
          List.of(new FieldError("around", "must be given without before and after")));
    }
    return around;
  }

  /** Whatever changes in a page moves the head; but what is forgotten, by its absence. */
  private static ResponseEntity<Page> answer(Page page) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noCache().cachePrivate())
        .eTag("\"%d-%08x\"".formatted(page.head(), said(page)))
        .body(page);
  }

  @GetMapping("/api/v1/rooms/{room}/messages/{message}")
  @Operation(summary = "One message, as it is now", description = "A deleted one has no text.")
  Mono<Message> message(
      @PathVariable("room") RoomId room,
      @PathVariable("message") MessageId message,
      Caller caller) {
    return history.message(room, caller.id(), message);
  }

  @GetMapping("/api/v1/rooms/{room}/messages/{message}/edits")
  @Operation(
      summary = "All that a message has said, the oldest text first",
      description = "Nothing remains of a deleted message.")
  Mono<List<Wording>> edits(
      @PathVariable("room") RoomId room,
      @PathVariable("message") MessageId message,
      Caller caller) {
    return history
        .message(room, caller.id(), message)
        .flatMap(there -> stream.wordings(room, message));
  }

  @GetMapping("/api/v1/rooms/{room}/messages/pinned")
  @Operation(summary = "The pinned messages of a room, in the order of their seqs")
  Mono<List<Message>> pinned(@PathVariable("room") RoomId room, Caller caller) {
    return history.beginning(room, caller.id()).flatMap(begin -> stream.pinned(room, begin));
  }

  /** The same on every node. */
  private static int said(Page page) {
    return page.messages().stream()
        .mapToInt(message -> 31 * Long.hashCode(message.seq()) + message.text().hashCode())
        .reduce(17, (all, one) -> 31 * all + one);
  }
}
