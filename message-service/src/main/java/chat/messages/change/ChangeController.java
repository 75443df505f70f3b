package chat.messages.change;

import chat.kit.security.Caller;
import chat.wire.Message;
import chat.wire.MessageId;
import chat.wire.RoomId;
import chat.wire.UserRef;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Changes messages over HTTP; every answer is the message as it is now. */
@RestController
@RequestMapping("/api/v1/rooms/{room}/messages/{message}")
class ChangeController {
  private final MessageChanger changer;

  ChangeController(MessageChanger changer) {
    this.changer = changer;
  }

  @PatchMapping
  @Operation(
      summary = "Edits a message of one's own",
      description = "What it said before can still be read among its edits.")
  Mono<Message> edit(
      @PathVariable("room") RoomId room,
      @PathVariable("message") MessageId message,
      @RequestBody Edit edit,
      Caller caller) {
    return changer.edit(room, message, by(caller), edit.text());
  }

  @DeleteMapping
  @Operation(
      summary = "Deletes a message for everybody",
      description = "The text is gone, its place in the stream stays.")
  Mono<Message> delete(
      @PathVariable("room") RoomId room,
      @PathVariable("message") MessageId message,
      Caller caller) {
    return changer.delete(room, message, by(caller), caller.isAdmin());
  }

  @PutMapping("/reactions/{emoji}")
  @Operation(summary = "Reacts to a message with an emoji")
  Mono<Message> react(
      @PathVariable("room") RoomId room,
      @PathVariable("message") MessageId message,
      @Parameter(example = "👍") @PathVariable("emoji") String emoji,
      Caller caller) {
    return changer.react(room, message, by(caller), emoji, true);
  }

  @DeleteMapping("/reactions/{emoji}")
  @Operation(summary = "Takes one's reaction back")
  Mono<Message> takeBack(
      @PathVariable("room") RoomId room,
      @PathVariable("message") MessageId message,
      @Parameter(example = "👍") @PathVariable("emoji") String emoji,
      Caller caller) {
    return changer.react(room, message, by(caller), emoji, false);
  }

  @PutMapping("/pin")
  @Operation(summary = "Pins a message for all members")
  Mono<Message> pin(
      @PathVariable("room") RoomId room,
      @PathVariable("message") MessageId message,
      Caller caller) {
    return changer.pin(room, message, by(caller), true);
  }

  @DeleteMapping("/pin")
  @Operation(summary = "Takes the pin off")
  Mono<Message> unpin(
      @PathVariable("room") RoomId room,
      @PathVariable("message") MessageId message,
      Caller caller) {
    return changer.pin(room, message, by(caller), false);
  }

  private static UserRef by(Caller caller) {
    return new UserRef(caller.id(), caller.name(), caller.kind());
  }

  @Schema(name = "Edit")
  record Edit(
      @Schema(
              description = "1 to 8,000 characters",
              example = "Good evening, @ada",
              requiredMode = Schema.RequiredMode.REQUIRED)
          @Nullable String text) {}
}
