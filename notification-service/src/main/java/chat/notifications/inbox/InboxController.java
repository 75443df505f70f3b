package chat.notifications.inbox;

import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import chat.kit.problem.Refuses;
import chat.kit.security.Caller;
import chat.wire.NotificationId;
import chat.wire.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows callers their own inbox. */
@RestController
@Tag(name = "Notifications")
@RequestMapping("/api/v1/notifications")
class InboxController {
  private final Inboxes inboxes;
  private final InboxSettings settings;

  InboxController(Inboxes inboxes, InboxSettings settings) {
    this.inboxes = inboxes;
    this.settings = settings;
  }

  @GetMapping
  @Operation(summary = "The caller's inbox, newest first; the next page is before the last entry")
  Mono<Inbox> page(
      @Parameter(example = "0197a1b2-0000-7000-8000-000000000001")
          @RequestParam(name = "before", required = false)
          @Nullable NotificationId before,
      @Parameter(example = "30") @RequestParam(name = "limit", required = false)
          @Nullable Integer limit,
      @RequestParam(name = "unread", defaultValue = "false") boolean unread,
      Caller caller) {
    return Mono.fromCallable(() -> bounded(limit))
        .flatMap(size -> inboxes.page(caller.id(), before, size, unread).collectList())
        .zipWhen(entries -> inboxes.unread(caller.id()), Inbox::new);
  }

  @Refuses(ProblemType.NOT_FOUND)
  @PostMapping("/{id}/read")
  @Operation(summary = "This entry was read")
  Mono<Unread> read(@PathVariable("id") NotificationId id, Caller caller) {
    return inboxes
        .read(caller.id(), id, Instant.now())
        .filter(there -> there)
        .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.NOT_FOUND)))
        .then(unread(caller));
  }

  @PostMapping("/read-all")
  @Operation(summary = "This entry and all older ones were read")
  Mono<Unread> readAll(@Valid @RequestBody UpTo body, Caller caller) {
    return inboxes.readUpTo(caller.id(), body.upTo(), Instant.now()).then(unread(caller));
  }

  private Mono<Unread> unread(Caller caller) {
    return Mono.defer(() -> inboxes.unread(caller.id())).map(Unread::new);
  }

  private int bounded(@Nullable Integer limit) {
    int size = limit == null ? settings.usual() : limit;
    if (size < 1 || size > settings.most()) {
      String range = "must be 1 to %d".formatted(settings.most());
      throw Problem.invalid(List.of(new FieldError("limit", range)));
    }
    return size;
  }

  record Unread(@Schema(example = "2") long unread) {}

  /**
   * @param upTo the newest entry that was seen
   */
  record UpTo(
      @Schema(example = "0197a1b2-0000-7000-8000-000000000001") @NotNull NotificationId upTo) {}
}
