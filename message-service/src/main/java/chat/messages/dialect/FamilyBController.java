package chat.messages.dialect;

import chat.kit.security.Caller;
import chat.messages.send.Draft;
import chat.messages.send.MessageSender;
import chat.wire.MessageId;
import chat.wire.RoomId;
import chat.wire.UserRef;
import chat.wire.frame.FamilyB;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The two routes of family B's clients; without a room they mean the global one. */
@RestController
class FamilyBController {
  private final OpenHistory history;
  private final MessageSender sender;

  FamilyBController(OpenHistory history, MessageSender sender) {
    this.history = history;
    this.sender = sender;
  }

  @GetMapping("/api/chat/messages")
  @Operation(
      summary = "The newest messages of a room, the oldest of them first",
      description = "In the words of an earlier server; without a room, of the global one.")
  Mono<List<FamilyB.ReceiveMessage>> page(
      @RequestParam(required = false) @Nullable RoomId roomId,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable MessageId beforeId,
      Caller caller) {
    return history
        .oldestFirst(room(roomId), caller, beforeId, limit)
        .map(messages -> messages.stream().map(FamilyBWords::message).toList());
  }

  /** What a client of that family sends. */
  @Schema(name = "PlainSendToRoom")
  record Body(
      @Schema(example = "Good morning", requiredMode = Schema.RequiredMode.REQUIRED)
          @Nullable String content,
      @Nullable RoomId roomId,
      @Schema(description = "the same again is the same message") @Nullable String clientId) {}

  @PostMapping("/api/chat/messages")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Sends a message to a room",
      description = "In the words of an earlier server; without a room, to the global one.")
  Mono<FamilyB.ReceiveMessage> send(@RequestBody Body body, Caller caller) {
    UserRef speaker = new UserRef(caller.id(), caller.name(), caller.kind());
    return Mono.fromCallable(
            () -> Vocabulary.send(room(body.roomId()), body.clientId(), body.content()))
        .map(send -> Draft.of(send.room(), speaker, send.clientId(), send.text(), null))
        .flatMap(sender::send)
        .map(sent -> FamilyBWords.message(sent.message()));
  }

  private static RoomId room(@Nullable RoomId named) {
    return Objects.requireNonNullElse(named, RoomId.GLOBAL);
  }
}
