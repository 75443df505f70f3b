package chat.messages.search;

import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import chat.kit.security.Caller;
import chat.wire.MessageId;
import chat.wire.RoomId;
import chat.wire.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Searches over HTTP. */
@RestController
class SearchController {
  private static final int LONGEST = 200;

  private final Search search;
  private final SearchSettings settings;

  SearchController(Search search, SearchSettings settings) {
    this.search = search;
    this.settings = settings;
  }

  @GetMapping("/api/v1/search")
  @Operation(
      summary = "Messages with these words, in the rooms in which one is; the newest first",
      description =
          "Each word may go on in the text; what stands in quotation marks is found as it is."
              + " Case, accents and width do not matter. Chinese, Japanese, Thai and the like are"
              + " found wherever the characters stand together, and so are emoji.")
  Mono<Hits> search(
      @Parameter(example = "\"good morning\" ada") @RequestParam(name = "q", required = false)
          @Nullable String query,
      @RequestParam(name = "room", required = false) @Nullable RoomId room,
      @Parameter(description = "whose messages") @RequestParam(name = "from", required = false)
          @Nullable UserId from,
      @Parameter(example = "2026-01-01T00:00:00Z") @RequestParam(name = "since", required = false)
          @Nullable Instant since,
      @Parameter(example = "2027-01-01T00:00:00Z") @RequestParam(name = "before", required = false)
          @Nullable Instant before,
      @Parameter(description = "only messages with attachments")
          @RequestParam(name = "attachments", defaultValue = "false")
          boolean attachments,
      @Parameter(description = "the `next` of the page before")
          @RequestParam(name = "behind", required = false)
          @Nullable MessageId behind,
      @Parameter(example = "20") @RequestParam(name = "limit", required = false)
          @Nullable Integer limit,
      Caller caller) {
    return Mono.fromCallable(
            () ->
                new Search.Question(
                    caller.id(),
                    wanted(query, from != null || attachments),
                    new SearchIndex.Scope(room, since, before),
                    from,
                    attachments,
                    behind,
                    bounded(limit)))
        .flatMap(search::ask);
  }

  private static Wanted wanted(@Nullable String query, boolean otherwiseGiven) {
    if (query != null && query.length() > LONGEST) {
      throw invalid("q", "must be %d characters at most".formatted(LONGEST));
    }
    Wanted wanted = Wanted.of(query == null ? "" : query);
    if (wanted.parts().isEmpty() && !(otherwiseGiven && (query == null || query.isBlank()))) {
      throw invalid("q", "must contain a letter, a digit or a sign");
    }
    return wanted;
  }

  private int bounded(@Nullable Integer limit) {
    int size = limit == null ? settings.usual() : limit;
    if (size < 1 || size > settings.most()) {
      throw invalid("limit", "must be 1 to %d".formatted(settings.most()));
    }
    return size;
  }

  private static Problem invalid(String field, String rule) {
    return Problem.invalid(List.of(new FieldError(field, rule)));
  }
}
