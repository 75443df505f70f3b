package chat.messages.history;

import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import chat.kit.security.Caller;
import chat.messages.room.Standing;
import chat.messages.room.Standings;
import chat.messages.stream.Page;
import chat.messages.stream.RoomStream;
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

/** Reads a room's history over HTTP. */
@RestController
class HistoryController {
  private final Standings standings;
  private final RoomStream stream;
  private final HistorySettings settings;

  HistoryController(Standings standings, RoomStream stream, HistorySettings settings) {
    this.standings = standings;
    this.stream = stream;
    this.settings = settings;
  }

  @GetMapping("/api/v1/rooms/{room}/messages")
  @Operation(
      summary = "Messages of a room, in the order of their seqs",
      description =
          "Without `after`: the newest ones before `before`. With it: the oldest ones after it.")
  Mono<Page> page(
      @PathVariable("room") RoomId room,
      @Parameter(example = "1000") @RequestParam(name = "before", required = false)
          @Nullable Long before,
      @Parameter(example = "950") @RequestParam(name = "after", required = false)
          @Nullable Long after,
      @Parameter(example = "50") @RequestParam(name = "limit", required = false)
          @Nullable Integer limit,
      Caller caller) {
    return Mono.fromCallable(() -> bounded(limit))
        .delayUntil(size -> standings.of(room, caller.id()).map(Standing::reading))
        .flatMap(size -> page(room, after, before == null ? Long.MAX_VALUE : before, size));
  }

  private Mono<Page> page(RoomId room, @Nullable Long after, long before, int size) {
    return after == null
        ? stream.before(room, before, size)
        : stream.after(room, after, before, size);
  }

  private int bounded(@Nullable Integer limit) {
    int size = limit == null ? settings.usual() : limit;
    if (size < 1 || size > settings.most()) {
      String range = "must be 1 to %d".formatted(settings.most());
      throw Problem.invalid(List.of(new FieldError("limit", range)));
    }
    return size;
  }
}
