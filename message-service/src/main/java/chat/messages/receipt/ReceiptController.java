package chat.messages.receipt;

import chat.kit.problem.FieldError;
import chat.kit.problem.Problem;
import chat.kit.security.Caller;
import chat.messages.history.History;
import chat.messages.receipt.Receipts.MessageReader;
import chat.wire.MessageId;
import chat.wire.RoomId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Receipts over HTTP. */
@RestController
class ReceiptController {
  private static final int MOST = 500;

  private final Receipts receipts;
  private final History history;

  ReceiptController(Receipts receipts, History history) {
    this.receipts = receipts;
    this.history = history;
  }

  @GetMapping("/api/v1/rooms/{room}/messages/{message}/readers")
  @Operation(
      summary = "Which members have read a message, by name; 500 at most",
      description = "Without its sender, and without those who keep their reading to themselves.")
  Mono<List<MessageReader>> readers(
      @PathVariable("room") RoomId room,
      @PathVariable("message") MessageId message,
      Caller caller) {
    return history
        .message(room, caller.id(), message)
        .flatMap(there -> receipts.of(there, caller.id(), MOST).collectList());
  }

  @GetMapping("/api/v1/messages/reading")
  @Operation(summary = "Whether one keeps one's reading to oneself")
  Mono<Reading> reading(Caller caller) {
    return receipts.isPrivate(caller.id()).map(Reading::new);
  }

  @PutMapping("/api/v1/messages/reading")
  @Operation(
      summary = "Keeps one's reading to oneself, or no longer",
      description = "Counts of unread messages go on; others are not told how far one has read.")
  Mono<Reading> keep(@RequestBody Reading reading, Caller caller) {
    Boolean wanted = reading.hidden();
    return wanted == null
        ? Mono.error(Problem.invalid(List.of(new FieldError("hidden", "must be given"))))
        : receipts.keepPrivate(caller.id(), wanted).thenReturn(reading);
  }

  @Schema(name = "ReadingPrivacy")
  record Reading(
      @Schema(example = "true", requiredMode = Schema.RequiredMode.REQUIRED)
          @Nullable Boolean hidden) {}
}
